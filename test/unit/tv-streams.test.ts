import { describe, expect, it } from 'vitest';
import { authorizingModel } from '../../apps/tv/models/page.ts';
import { takenOverModel, tooManyStreamsModel } from '../../apps/tv/models/streams.ts';
import type { ScreenModel } from '../../apps/tv/screenModel.ts';
import { createTranslate, languageNames, loadLanguage } from '../../apps/tv/texts/index.ts';
import type { TakenOverView, TooManyStreamsView } from '../../core/machine/view.types.ts';
import { sampleItems } from '../support/everyEvent.ts';

await Promise.all(Object.keys(languageNames).map(loadLanguage));
const translate = createTranslate('en');

const { film: item } = sampleItems('The Long Meridian');
const at = Date.UTC(2026, 10, 30, 20, 14);
const living = {
  code: '1a2b3c4d',
  device: 'Living room',
  application: 'Northstar',
  channel: 'Channel 1',
  startedAt: at,
};
const view: TooManyStreamsView = {
  screen: 'tooManyStreams',
  item,
  streams: [living, { device: 'Kitchen', application: 'Harbor', code: '5e6f7a8b' }, {}],
  chosen: null,
};

const said = (model: ScreenModel) => model.said.map(({ text }) => text);
const events = (model: ScreenModel) =>
  model.groups.flatMap(({ actions }) => actions.map(({ event }) => event));
const labels = (model: ScreenModel) =>
  model.groups.flatMap(({ actions }) => actions.map(({ label }) => label));

describe('too many streams', () => {
  it('lists where the account is watching, with the focus on the oldest', () => {
    const model = tooManyStreamsModel(view, translate);
    expect(model.title).toBe('Too many screens in use');
    const [first = '', second, ...rest] = labels(model);
    expect(first).toMatch(/^Living room · Northstar · Channel 1 · since \d{1,2}:\d{2}/);
    expect([second, ...rest]).toEqual(['Kitchen · Harbor', 'Try again', 'Back']);
    expect(model.preferred).toBe('stream-0');
    expect(events(model).slice(0, 2)).toEqual([
      { type: 'END_STREAM', code: '1a2b3c4d' },
      { type: 'END_STREAM', code: '5e6f7a8b' },
    ]);
  });

  it('reads out a stream that cannot be ended, and gives it no focus', () => {
    expect(said(tooManyStreamsModel(view, translate))).toContain('Another screen');
  });

  it('asks before it ends a stream; Back returns to the list', () => {
    const model = tooManyStreamsModel({ ...view, chosen: living }, translate);
    expect(model.title).toBe('Stop Living room and watch here?');
    expect(labels(model)).toEqual(['Stop it and watch here', 'Back']);
    expect(events(model)).toEqual([{ type: 'CONFIRM' }, { type: 'BACK' }]);
  });

  it('without a list says what to do, and offers another attempt', () => {
    const model = tooManyStreamsModel({ ...view, streams: [] }, translate);
    expect(said(model)[1]).toMatch(/^Your account is watching on as many screens as it may\./);
    expect([labels(model), model.preferred]).toEqual([['Try again', 'Back'], 'button-retry']);
  });

  it("shows the operator's words as a quotation, in one plain line", () => {
    const model = tooManyStreamsModel({ ...view, message: 'Too\nmany\u202e.' }, translate);
    expect(model.quote).toBe('The service says: Too many.');
  });
});

describe('a takeover', () => {
  const taken: TakenOverView = { screen: 'takenOver', item, by: living };

  it('says which device it was, and offers to watch here again', () => {
    const model = takenOverModel(taken, translate);
    expect(model.message).toMatch(/^Your account is now watching on: Living room · Northstar/);
    expect(labels(model)).toEqual(['Watch here', 'Back']);
    expect(events(model)).toEqual([{ type: 'RETRY' }, { type: 'BACK' }]);
  });

  it('says so without a name when the service gave none', () => {
    const model = takenOverModel({ ...taken, by: null, message: 'Moved.' }, translate);
    expect(model.message).toBe('Your account is now watching on another screen.');
    expect(model.quote?.text).toBe('Moved.');
  });
});

it('says at once that the other stream is being stopped', () => {
  const model = authorizingModel({ screen: 'authorizing', item, ends: true }, 0, translate);
  expect(said(model)).toContain('Stopping playback on the other screen…');
});

it.each(Object.keys(languageNames))('every text is there in %s', (language) => {
  const other = createTranslate(language);
  const models = [
    tooManyStreamsModel(view, other),
    tooManyStreamsModel({ ...view, chosen: living }, other),
    takenOverModel({ screen: 'takenOver', item, by: null }, other),
  ];
  for (const model of models)
    expect([model.title, ...said(model), ...labels(model)]).not.toContain('');
});
