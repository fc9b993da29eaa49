import type { PassError } from '@couchpass/core';
import { isUnanswered } from '@couchpass/core/pass';
import { type FaultKind, kindOf } from './fault.ts';
import { cleanName, interpolate } from './interpolate.ts';
import type { Step } from './page.ts';
import { type Action, messageStep } from './steps/messageStep.ts';
import type { Texts } from './texts/index.ts';

export interface Problem {
  readonly error: PassError;
  /** Display name of the provider concerned. */
  readonly provider?: string;
  /** Repeats what failed. */
  again(): void;
  /** Alternatives to a repetition. */
  readonly actions: readonly Action[];
}

interface Speaker {
  readonly texts: Texts;
  readonly brand: string;
}

/** Shows what happened, what to do now, and a short code with the trace for support. */
export function problemStep(problem: Problem, { texts, brand }: Speaker): Step {
  const kind = kindOf(problem.error);
  const values = {
    brand: brand || texts.brandless,
    provider: problem.provider || texts.yourProvider,
  };
  const { title, body } = words(kind, texts);
  const retry = { label: texts.tryAgain, run: problem.again };
  const { details } = problem.error;
  return messageStep({
    name: kind === 'code' ? 'codeGone' : kind,
    icon: 'alert',
    title: interpolate(title, values),
    body: interpolate(body, values),
    ...(details === undefined ? {} : { quote: cleanName(details, 400) }),
    reference: interpolate(texts.reference, { reference: reference(problem.error) }),
    // A repetition cannot help where the page or the provider is not set up; other actions come first.
    actions:
      kind === 'setup' || kind === 'provider'
        ? [...problem.actions, retry]
        : [retry, ...problem.actions],
  });
}

/** `network_unreachable`, or `internal_server_error · 500 · 9c41…`. Never a token, an id or an address. */
export function reference(error: PassError): string {
  const status = isUnanswered(error) ? '' : String(error.status);
  return [error.code, status, error.trace ?? '']
    .filter(Boolean)
    .map((part) => cleanName(part))
    .join(' · ');
}

function words(kind: FaultKind, texts: Texts): { title: string; body: string } {
  switch (kind) {
    case 'code':
      return { title: texts.codeTitle, body: texts.codeWrong };
    case 'provider':
      return { title: texts.providerFaultTitle, body: texts.providerFaultBody };
    case 'offline':
      return { title: texts.offlineTitle, body: texts.offlineBody };
    case 'portal':
      return { title: texts.portalTitle, body: texts.portalBody };
    case 'intercepted':
      return { title: texts.interceptedTitle, body: texts.interceptedBody };
    case 'busy':
      return { title: texts.busyTitle, body: texts.busyBody };
    case 'down':
      return { title: texts.downTitle, body: texts.downBody };
    case 'setup':
      return { title: texts.setupTitle, body: texts.setupBody };
  }
}
