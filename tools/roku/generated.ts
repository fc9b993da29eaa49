import { machine, wholeContext } from '@couchpass/core/machine';
import { byAction, byCode, dcrCodes, enhancedCodes, type Rule } from '@couchpass/core/pass';
import { actorsSource, chartSource, literal } from './brightscript.ts';
import { compileChart } from './chart.ts';

/**
 * The product's own chart; its guards, actions and delays are in `apps/roku/core/chart`. It runs in the render
 * thread, and its actors in others, so it contains only their names.
 */
export function productChart(): string {
  return chartSource(
    compileChart(machine as never, wholeContext),
    { chart: 'productChart', guards: 'guards', actions: 'actions', delays: 'delays' },
    [
      'pkg:/source/core/chart/guards.bs',
      'pkg:/source/core/chart/actions.bs',
      'pkg:/source/core/chart/delays.bs',
    ],
  );
}

/** The chart's actors by name, from `apps/roku/core/actors.bs` and the files beside it. */
export function productActors(): string {
  return actorsSource(
    compileChart(machine as never, wholeContext),
    { actors: 'productActors', space: 'actors' },
    ['pkg:/source/core/actors.bs'],
  );
}

/** The meaning of each error code, and who defines it: the table of `core/pass/errorPolicy.ts`. */
export function rulesSource(): string {
  const whose = (code: string) =>
    Object.hasOwn(enhancedCodes, code) ? 'enhanced' : Object.hasOwn(dcrCodes, code) ? 'dcr' : 'own';
  const table = (rules: Readonly<Record<string, Rule>>, more: (code: string) => string[]) =>
    Object.entries(rules)
      .map(
        ([code, { remedy, problem }]) =>
          `      ${literal(code)}: ${literal([remedy, problem, ...more(code)])}`,
      )
      .join('\n');
  return [
    'function passRules() as object',
    '  return {',
    `    byCode: {\n${table(byCode, (code) => [whose(code)])}\n    }`,
    `    byAction: {\n${table(byAction, () => [])}\n    }`,
    '  }',
    'end function',
    '',
  ].join('\n');
}
