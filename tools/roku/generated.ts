import { machine, wholeContext } from '@couchpass/core/machine';
import { byAction, byCode, dcrCodes, enhancedCodes, type Rule } from '@couchpass/core/pass';
import { actorsSource, chartSource, literal } from './brightscript.ts';
import { compileChart } from './chart.ts';

/**
 * The product's own chart; its guards, actions and delays are in `apps/roku/core/chart`. It runs in the render
 * thread, and its actors in others: it holds their names alone.
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

/** What runs by the names of the chart's actors, from `apps/roku/core/actors.bs` and the files beside it. */
export function productActors(): string {
  return actorsSource(
    compileChart(machine as never, wholeContext),
    { actors: 'productActors', space: 'actors' },
    ['pkg:/source/core/actors.bs'],
  );
}

/** What each error means, and whose word it is: the table of `core/pass/errorPolicy.ts`. */
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
