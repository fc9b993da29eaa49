import type { Couchpass, View } from '@couchpass/core';
import type { Platform, RemoteKey } from '@couchpass/platforms';
import { speakTo, type Utterance } from './announcer.ts';
import { drawWhereItIsRead } from './canvases.ts';
import { Backdrop } from './components/Backdrop.ts';
import { Notice } from './components/Notice.ts';
import { type Direction, FocusGrid } from './focus.ts';
import { deviceLabelOf } from './format.ts';
import { appData, Component, easeOut, freeWords, type Node, type Template } from './lightning.ts';
import { spareMemory } from './memory.ts';
import { Mirror } from './mirror.ts';
import { Notices } from './notices.ts';
import { watchPointer } from './pointer.ts';
import { Preferences } from './preferences.ts';
import { itemOf, type RestorePoint } from './restorePoint.ts';
import type { Action, ScreenModel } from './screenModel.ts';
import { Screens } from './screens/index.ts';
import type { Screen, ScreenContext } from './screens/Screen.ts';
import {
  createTranslate,
  isThere,
  languageOf,
  loadLanguage,
  type Translate,
} from './texts/index.ts';
import { type Brand, lessMotion, motion, stage } from './theme.ts';

/** The parts that the app is started with. */
export interface AppParts {
  readonly couchpass: Couchpass;
  readonly platform: Platform;
  readonly brand: Brand;
  readonly version: string;
  /** The parent element of the DOM mirror. */
  readonly mirrorParent: HTMLElement;
  /** Resolves to false when this device cannot store anything. */
  readonly remembers: Promise<boolean>;
  /** Where the viewer was before the page was reloaded; null when the app was started normally. */
  readonly place?: RestorePoint | null;
}

type AnyScreen = Screen<View, ScreenModel>;

/**
 * The root component: shows the machine's view on canvas and mirror, and turns keys into focus moves and events.
 * The Home screen is kept while another screen is shown; every other screen is removed when it is left.
 */
export class App extends Component {
  declare private parts: AppParts;
  declare private mirror: Mirror;
  declare private notices: Notices;
  declare private screens: Screens;
  declare private kept: Map<View['screen'], { screen: AnyScreen; grid: FocusGrid }>;
  declare private name: View['screen'] | null;
  declare private grid: FocusGrid;
  declare private model: ScreenModel | null;
  declare private rendering: boolean;
  declare private again: boolean;
  declare private preferences: Preferences;
  declare private translate: Translate;
  declare private deviceLabel: string;
  declare private pointerIgnored: () => void;
  declare private speak: (utterance: Utterance) => void;
  /** The graphics context is lost. */
  declare private blind: boolean;
  /** The screen and the id that had the focus before the page was reloaded. */
  declare private wantedFocus: Pick<RestorePoint, 'screen' | 'focus'> | null;

  static override _template(): Template {
    return {
      w: stage.width,
      h: stage.height,
      Backdrop: { type: Backdrop },
      Screens: {},
      Notice: { type: Notice },
    };
  }

  override _construct(): void {
    drawWhereItIsRead(this.stage);
    this.parts = appData<AppParts>();
    this.kept = new Map();
    this.name = null;
    this.grid = new FocusGrid();
    this.model = null;
    this.rendering = false;
    this.again = false;
    this.blind = false;
    this.wantedFocus = this.parts.place ?? null;
    const { platform } = this.parts;
    this.screens = new Screens(platform.clock);
    this.translate = createTranslate(platform.language);
    this.deviceLabel = '';
    this.speak = platform.speak
      ? speakTo((words, urgent) => platform.speak?.(words, urgent))
      : () => {};
    this.preferences = new Preferences(platform.storage, () => this.settle());
  }

  override _init(): void {
    const { couchpass, platform, mirrorParent, remembers } = this.parts;
    const listener = {
      wanted: (id: string) => this.focusOn(id),
      chosen: (id: string) => {
        if (!this.grid.focus(id)) return;
        this.render(true);
        this.choose();
      },
    };
    this.mirror = new Mirror(mirrorParent, listener);
    this.pointerIgnored = watchPointer(mirrorParent.ownerDocument, {
      ...listener,
      things: () => this.model?.groups.flatMap(({ actions }) => actions.map(({ id }) => id)) ?? [],
      corners: (id) => this.cornersOf(id),
      moved: (x, y) => this.screen?.pointed(x, y) === true,
      pressed: (x, y) => this.screen?.pressed(x, y) === true,
      turned: (direction, x, y) => {
        if (!this.screen?.turned(direction, x, y)) this.key(direction);
      },
    });
    this.notices = new Notices(
      platform,
      () => this.translate,
      (text, urgent) => {
        this.tag<Notice>('Notice').show(text);
        if (!text) return;
        this.mirror.announce(text, urgent);
        this.parts.platform.speak?.(text, urgent);
      },
    );
    this.notices.watch(remembers);
    spareMemory(platform, this.stage);
    couchpass.subscribe(() => this.render(false));
    void this.preferences.load();
    platform.device().then(
      ({ id }) => {
        this.deviceLabel = deviceLabelOf(id);
        this.render(false);
      },
      () => {},
    );
    this.settle();
  }

  /** The app was closed: ends playback and removes the listeners. */
  override _detach(): void {
    this.screen?.leave();
    this.pointerIgnored();
  }

  /** @param on true when the graphics context is lost, false when it is restored */
  unseen(on: boolean): void {
    this.blind = on;
    this.screen?.unseen(on);
  }

  /** The current screen, item and focus. */
  get place(): Pick<RestorePoint, 'screen' | 'item' | 'focus'> {
    const { view } = this.parts.couchpass;
    return { screen: view.screen, item: itemOf(view), focus: this.grid.current };
  }

  /** Applies the current preferences for language and motion. */
  private settle(): void {
    const { platform } = this.parts;
    const { language, lessMotion: less } = this.preferences.current;
    const wanted = languageOf(language, platform.language);
    lessMotion(less ?? platform.reducedMotion === true);
    const speak = () => {
      if (wanted === languageOf(this.preferences.current.language, platform.language)) {
        this.speakIn(wanted);
      }
    };
    if (isThere(wanted)) speak();
    else void loadLanguage(wanted).then(speak);
    this.render(false);
  }

  private speakIn(language: string): void {
    const translate = createTranslate(language);
    if (translate.language !== this.translate.language) this.translate = translate;
    this.parts.mirrorParent.ownerDocument.documentElement.lang = this.translate.language;
    this.render(false);
  }

  override _getFocused(): unknown {
    const id = this.grid.current;
    return (id === null ? null : this.screen?.componentOf(id)) ?? this.screen ?? this;
  }

  _handleUp(event?: KeyboardEvent): void {
    this.key('Up', event?.repeat);
  }
  _handleDown(event?: KeyboardEvent): void {
    this.key('Down', event?.repeat);
  }
  _handleLeft(event?: KeyboardEvent): void {
    this.key('Left', event?.repeat);
  }
  _handleLeftRelease(): void {
    this.screen?.released();
  }
  _handleRightRelease(): void {
    this.screen?.released();
  }
  _handleRewindRelease(): void {
    this.screen?.released();
  }
  _handleFastForwardRelease(): void {
    this.screen?.released();
  }
  _handleRight(event?: KeyboardEvent): void {
    this.key('Right', event?.repeat);
  }
  _handleEnter(event?: KeyboardEvent): void {
    // A key that is held down counts as one press.
    if (!event?.repeat) this.key('Enter');
  }
  /** Always handled here: the SDK would close the app after an unhandled Back. */
  _handleBack(event?: KeyboardEvent): void {
    if (!event?.repeat) this.key('Back');
  }
  _handlePlay(): void {
    this.key('Play');
  }
  _handlePause(): void {
    this.key('Pause');
  }
  _handlePlayPause(event?: KeyboardEvent): void {
    if (!event?.repeat) this.key('PlayPause');
  }
  _handleStop(): void {
    this.key('Stop');
  }
  _handleFastForward(event?: KeyboardEvent): void {
    this.key('FastForward', event?.repeat);
  }
  _handleRewind(event?: KeyboardEvent): void {
    this.key('Rewind', event?.repeat);
  }

  private get screen(): AnyScreen | null {
    return this.name === null ? null : (this.kept.get(this.name)?.screen ?? null);
  }

  private key(key: RemoteKey, held = false): void {
    this.wantedFocus = null;
    if (!this.screen || this.screen.key(key, this.grid.current, held)) return;
    if (key === 'Back') {
      if (this.model?.back) this.parts.couchpass.send(this.model.back);
    } else if (key === 'Enter') {
      this.choose();
    } else if (isDirection(key) && this.grid.move(key)) {
      this.render(true);
    }
  }

  private focusOn(id: string): void {
    if (this.grid.focus(id)) this.render(true);
  }

  /** Corners of the element with this id, in stage pixels; the canvas may have another size. */
  private cornersOf(id: string): readonly number[] | null {
    const [, , width = stage.width] = this.getCornerPoints();
    const corners = this.screen?.componentOf(id)?.getCornerPoints();
    return corners?.map((value) => (value / width) * stage.width) ?? null;
  }

  private choose(): void {
    const action = this.focusedAction();
    if (!action) return;
    this.screen?.chosen(action);
    if (action.event) this.parts.couchpass.send(action.event);
    this.render(false);
  }

  private focusedAction(): Action | null {
    const id = this.grid.current;
    for (const group of this.model?.groups ?? []) {
      const action = group.actions.find((candidate) => candidate.id === id);
      if (action) return action;
    }
    return null;
  }

  /** Draws the current view, and draws once more when a screen sends an event while it is drawn. */
  private render(moved: boolean): void {
    if (this.rendering) {
      this.again = true;
      return;
    }
    this.rendering = true;
    try {
      do {
        this.again = false;
        this.draw(moved);
      } while (this.again);
    } finally {
      this.rendering = false;
    }
  }

  private draw(moved: boolean): void {
    const { view } = this.parts.couchpass;
    if (view.screen !== this.name) {
      if (!this.has(view.screen)) return;
      this.change(view);
    }
    this.notices.waiting(false);
    const { screen } = this;
    // Entering the screen may already have changed the machine's state.
    if (!screen || this.parts.couchpass.view.screen !== this.name) {
      this.again = true;
      return;
    }
    const model = screen.describe(view);
    this.model = model;
    this.grid.set(model.groups, model.preferred);
    this.focusAgain();
    screen.draw(model, this.grid, moved);
    this._refocus();
    this.speak(this.mirror.show(model, this.grid.current));
    const backdrop = screen.backdrop(model, this.grid.current);
    const node = this.tag<Backdrop>('Backdrop');
    node.visible = backdrop !== null;
    const { artwork } = this.parts.brand;
    if (backdrop) {
      node.show(backdrop.art ? backdrop : { ...backdrop, art: artwork, strength: 0.45 });
    }
    if (view.screen === 'home' && (view.catalogue || view.problem)) this.screens.soon();
  }

  /** Restores the focus as soon as the element exists. */
  private focusAgain(): void {
    const { screen, focus = null } = this.wantedFocus ?? {};
    if (screen !== this.name || focus === null) return;
    if (this.grid.focus(focus) || this.grid.current === focus) this.wantedFocus = null;
  }

  /** Whether the screen's script is loaded; the current screen stays until it is. */
  private has(name: View['screen']): boolean {
    if (this.screens.get(name)) return true;
    this.notices.waiting(true);
    void this.screens.all().then(() => this.render(false));
    return false;
  }

  private change(view: View): void {
    this.leave();
    const from = this.name;
    this.name = view.screen;
    const kept = this.kept.get(view.screen);
    const list = this.tag('Screens').childList;
    const screen = kept?.screen ?? this.create(view.screen);
    this.grid = kept?.grid ?? new FocusGrid();
    this.kept.set(view.screen, { screen, grid: this.grid });
    if (kept) screen.visible = true;
    else list.add(screen as unknown as Node);
    screen.patch({ alpha: 0.002 });
    screen.setSmooth('alpha', 1, { duration: motion.screen, timingFunction: easeOut });
    screen.enter(view, from);
    if (this.blind) screen.unseen(true);
  }

  private leave(): void {
    const { screen } = this;
    if (!screen || this.name === null) return;
    screen.leave();
    if (this.name === 'home') {
      screen.visible = false;
    } else {
      this.tag('Screens').childList.remove(screen);
      freeWords(screen);
      this.kept.delete(this.name);
    }
  }

  private create(name: View['screen']): AnyScreen {
    const { platform, brand, version, couchpass } = this.parts;
    const language = () => this.translate;
    const device = () => this.deviceLabel;
    const context: ScreenContext = {
      platform,
      get translate() {
        return language();
      },
      get deviceLabel() {
        return device();
      },
      brand,
      version,
      preferences: this.preferences,
      log: couchpass.log,
      refresh: () => this.render(false),
      send: (event) => couchpass.send(event),
      report: (state) => couchpass.report(state),
      focus: (id) => this.focusOn(id),
    };
    return this.stage.createElement({
      type: this.screens.get(name),
      context,
    }) as unknown as AnyScreen;
  }
}

function isDirection(key: RemoteKey): key is Direction {
  return key === 'Up' || key === 'Down' || key === 'Left' || key === 'Right';
}
