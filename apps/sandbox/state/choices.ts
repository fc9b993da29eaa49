/**
 * Rules with a few values: interpretations where Adobe's pages are incomplete or contradict one another, and
 * behaviour of only some providers. The first value is the default, except where `byMode` has another one.
 */
export const choices = {
  /**
   * A decision without a usable profile: `item` answers 200 with the error in each decision, `top` answers
   * 403 with the error alone. Adobe does not document which, but neither page nor OpenAPI file lists a 403
   * there; clients must handle both.
   */
  profileErrors: ['item', 'top'],
  /** The same for too many resources in one request of V2. */
  tooManyResources: ['item', 'top'],
  /**
   * User metadata that cannot be encrypted: `top` answers 500 with the error alone, `attribute` puts the
   * error's code in the attribute, as Adobe's OpenAPI file allows.
   */
  metadataErrors: ['top', 'attribute'],
  /** The name of the domain in `missingParameters`: Adobe's samples have both. */
  missingDomain: ['domainName', 'domain'],
  /**
   * REST API V1 answers errors with a status and a message; Enhanced Errors are optional there, and Adobe
   * enables them for a programmer.
   */
  v1Errors: ['basic', 'enhanced'],
  /** The status of V1's `authorize` without a login: its page and recorded answers have 403, other pages 412. */
  v1NotAuthenticated: [403, 412],
  /**
   * How a decision repeats a resource that began or ended with white space: trimmed; as it was sent; or with
   * a space at its end, as in one sample of the pages.
   */
  resourceEcho: ['trimmed', 'sent', 'padded'],
  /** A resource not agreed with the MVPD, in preauthorize: denied, or missing in the answer. */
  ungatedResources: ['denied', 'omitted'],
  /** `authenticate`: 302, or (some providers) 200 with a form that submits itself. */
  authenticateAnswer: ['redirect', 'form'],
  /** When householdID, maxRating and the like are available: with some providers only after an authorization. */
  metadataAt: ['authentication', 'authorization'],
  /**
   * Whether the limit of resources per request also applies under a degradation rule: a sample of authorize
   * has two resources there.
   */
  degradedLimit: ['enforced', 'ignored'],
  /**
   * `expirationDate` in AP-Partner-Framework-Status: one page marks it as required, another has "(if
   * available)". Without it the status counts as expired (`required`), or as without expiration (`optional`).
   */
  partnerExpiration: ['required', 'optional'],
} as const;

export type ChoiceName = keyof typeof choices;
export type Choices = { -readonly [K in ChoiceName]: (typeof choices)[K][number] };

export const choiceNames = Object.keys(choices) as ChoiceName[];

/** The wider interpretations, which lenient mode uses. */
const byMode: Partial<Choices> = { degradedLimit: 'ignored', partnerExpiration: 'optional' };

export function defaultChoices(mode: 'lenient' | 'strict'): Choices {
  const first = Object.fromEntries(choiceNames.map((name) => [name, choices[name][0]]));
  return { ...first, ...(mode === 'lenient' ? byMode : {}) } as Choices;
}
