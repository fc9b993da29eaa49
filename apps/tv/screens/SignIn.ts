import type { SignInView } from '@couchpass/core';
import type { BackdropModel } from '../components/Backdrop.ts';
import { CodeSteps } from '../components/CodeSteps.ts';
import { SignInResult } from '../components/SignInResult.ts';
import { TopBar } from '../components/TopBar.ts';
import type { ComponentNode, Template } from '../lightning.ts';
import { slowAfter } from '../models/common.ts';
import { type Asked, type SignInModel, signInModel } from '../models/signIn.ts';
import type { Action } from '../screenModel.ts';
import { safe } from '../theme.ts';
import { Screen } from './Screen.ts';

/** The code to type on another device, and the status of the sign-in. */
export class SignIn extends Screen<SignInView, SignInModel> {
  declare private asked: Asked;
  /** ms, monotonic: when the code was requested. */
  declare private since: number;
  declare private phase: SignInView['phase'] | null;

  static override _template(): Template {
    return {
      Steps: { type: CodeSteps, x: safe.margin, visible: false },
      Result: { type: SignInResult, visible: false },
      TopBar: { type: TopBar },
    };
  }

  override _construct(): void {
    super._construct();
    this.asked = 'no';
    this.phase = null;
    this.since = 0;
  }

  override _setup(): void {
    const { brand } = this.context;
    this.patch({ Steps: { brand }, Result: { brand }, TopBar: { brand } });
  }

  describe(view: SignInView): SignInModel {
    this.follow(view);
    const { platform, translate } = this.context;
    const now = platform.clock.monotonic();
    return signInModel(view, this.asked, now, translate, now - this.since);
  }

  draw(model: SignInModel): void {
    this.tag<TopBar>('TopBar').show(model.topBar);
    const steps = this.tag<CodeSteps>('Steps');
    const result = this.tag<SignInResult>('Result');
    const withCode = model.look === 'code' || model.look === 'preparing';
    steps.visible = withCode;
    result.visible = !withCode;
    if (withCode) steps.show(model);
    else result.show(model);
  }

  componentOf(id: string): ComponentNode | null {
    const steps = this.tag<CodeSteps>('Steps');
    return steps.visible ? steps.componentOf(id) : this.tag<SignInResult>('Result').componentOf(id);
  }

  override backdrop(model: SignInModel): BackdropModel {
    return { tint: model.tint, art: '', strength: 1 };
  }

  override chosen(action: Action): void {
    if (action.event?.type === 'CONTINUE') this.asked = 'checking';
  }

  /** Updates whether the viewer's check has been answered, and the countdown. */
  private follow(view: SignInView): void {
    if (this.asked === 'checking' && this.phase === 'asking' && view.phase === 'waiting') {
      this.asked = 'notYet';
    }
    if (view.phase === 'preparing') {
      this.asked = 'no';
      if (this.phase !== 'preparing') {
        this.since = this.context.platform.clock.monotonic();
        this.after(slowAfter, () => this.context.refresh());
      }
    }
    this.phase = view.phase;
    this.countDownTo(view.code === '' ? null : view.expiresAt);
  }
}
