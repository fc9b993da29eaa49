import { Component, type ComponentNode, type Node, type Template } from '../lightning.ts';
import type { RequestLine, SupportModel } from '../models/support.ts';
import { textStyle } from '../textStyle.ts';
import { type Brand, color, safe, stage } from '../theme.ts';
import { ButtonRow } from './ButtonRow.ts';
import { Qr, qrCard } from './Qr.ts';

const right = stage.width - safe.margin * 2 - qrCard;
const column = right - 80;
const fact = { y: 262, pitch: 54, valueX: 320 } as const;
const request = { pitch: 46, codePitch: 40, whatX: 120, outcomeWidth: 210 } as const;
const outcomeX = column - request.outcomeWidth;

/** The details that support needs, to be read out or photographed, and the app's last requests. */
export class SupportDetails extends Component {
  declare brand: Brand;

  static override _template(): Template {
    return {
      Title: { y: 152, color: color.text },
      Facts: { y: fact.y },
      Heading: { color: color.textSoft },
      Requests: {},
      None: { color: color.textQuiet },
      Qr: { type: Qr, x: right, y: 182 },
      Caption: { x: right + qrCard / 2, y: 668, mountX: 0.5, color: color.textSoft },
      Buttons: { type: ButtonRow, y: 922 },
    };
  }

  override _setup(): void {
    this.tag('Buttons').patch({ brand: this.brand });
  }

  componentOf(id: string): ComponentNode | null {
    return this.tag<ButtonRow>('Buttons').componentOf(id);
  }

  show(model: SupportModel): void {
    const headingY = fact.y + model.facts.length * fact.pitch + 20;
    // The list ends above the buttons.
    const room = 900 - headingY - 56;
    this.patch({
      Title: { text: textStyle(model.title, 'title', { face: 'bold', width: column, lines: 1 }) },
      Heading: {
        y: headingY,
        text: textStyle(model.requestsTitle, 'body', { face: 'semibold', width: column, lines: 1 }),
      },
      None: { y: headingY + 52, text: textStyle(model.none, 'small') },
      Requests: { y: headingY + 56 },
      Caption: {
        text: textStyle(model.qrCaption, 'body', { width: qrCard, lines: 2, align: 'center' }),
      },
    });
    this.fill(
      'Facts',
      model.facts.map((one, index) => this.factOf(one, index)),
    );
    this.fill('Requests', this.linesWithin(room, model.requests));
    this.tag<Qr>('Qr').show(model.qr);
    this.tag<ButtonRow>('Buttons').show(model.actions);
  }

  private fill(ref: string, nodes: readonly Node[]): void {
    const list = this.tag(ref).childList;
    list.clear();
    for (const node of nodes) list.add(node);
  }

  private factOf({ label, value }: SupportModel['facts'][number], index: number): Node {
    const width = column - fact.valueX;
    return this.stage.createElement({
      y: index * fact.pitch,
      Label: {
        color: color.textQuiet,
        text: textStyle(label, 'body', { width: fact.valueX - 20, lines: 1 }),
      },
      Value: {
        x: fact.valueX,
        color: color.text,
        text: textStyle(value, 'body', { face: 'semibold', width, lines: 1 }),
      },
    });
  }

  /** As many requests as fit; a failed one has a second line with the reason. */
  private linesWithin(room: number, requests: readonly RequestLine[]): Node[] {
    const lines: Node[] = [];
    let y = 0;
    for (const one of requests) {
      const height = request.pitch + (one.code ? request.codePitch : 0);
      if (y + height > room) break;
      lines.push(this.lineOf(one, y));
      y += height;
    }
    return lines;
  }

  private lineOf({ when, what, outcome, code, failed }: RequestLine, y: number): Node {
    const whatWidth = outcomeX - request.whatX - 24;
    const tone = failed ? color.warn : color.textSoft;
    return this.stage.createElement({
      y,
      When: { color: color.textQuiet, text: textStyle(when, 'small') },
      What: {
        x: request.whatX,
        color: color.textSoft,
        text: textStyle(what, 'small', { width: whatWidth, lines: 1 }),
      },
      Outcome: {
        x: outcomeX,
        color: tone,
        text: textStyle(outcome, 'small', { width: request.outcomeWidth, lines: 1 }),
      },
      Code: {
        x: request.whatX,
        y: request.codePitch,
        visible: code !== '',
        color: tone,
        text: textStyle(code, 'small', { width: column - request.whatX, lines: 1 }),
      },
    });
  }
}
