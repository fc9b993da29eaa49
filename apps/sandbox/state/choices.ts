/**
 * Rules with a few values: readings of what Adobe's pages leave open or contradict one another in, and what
 * only some providers do. The first value is the default, but where `byMode` says otherwise.
 */
export const choices = {
  /**
   * A decision without a usable profile: `item` answers 200 with the error in each decision, `top` answers
   * 403 with the error alone. Adobe does not say which, but neither page nor OpenAPI file lists a 403 there;
   * clients must read both.
   */
  profileErrors: ['item', 'top'],
  /** The same of too many resources in one request of V2. */
  tooManyResources: ['item', 'top'],
  /**
   * User metadata that cannot be encrypted: `top` answers 500 with the error alone, `attribute` has its
   * code in the attribute, as Adobe's OpenAPI file allows.
   */
  metadataErrors: ['top', 'attribute'],
  /** How `missingParameters` names the domain: Adobe's samples have both. */
  missingDomain: ['domainName', 'domain'],
  /**
   * REST API V1 answers errors with a status and a message; Enhanced Errors are opt-in there, switched
   * on by Adobe for a programmer.
   */
  v1Errors: ['basic', 'enhanced'],
  /** What V1's `authorize` answers without a login: its page and recorded answers have 403, others 412. */
  v1NotAuthenticated: [403, 412],
  /**
   * How a decision repeats a resource that began or ended with white space: the service trims it; as it
   * was sent; or with a blank at its end, as one of the pages' samples has it.
   */
  resourceEcho: ['trimmed', 'sent', 'padded'],
  /** A resource that nobody agreed on, in preauthorize: denied, or left out of the answer. */
  ungatedResources: ['denied', 'omitted'],
  /** `authenticate`: 302, or (some providers) 200 with a form that submits itself. */
  authenticateAnswer: ['redirect', 'form'],
  /** When householdID, maxRating and the like are told: some providers tell them at authorization only. */
  metadataAt: ['authentication', 'authorization'],
  /**
   * Whether the most resources of one request hold under a degradation rule, too: a sample of authorize has
   * two resources there.
   */
  degradedLimit: ['enforced', 'ignored'],
  /**
   * `expirationDate` in AP-Partner-Framework-Status: one page marks it as required, another says "(if
   * available)". An absent one counts as expired, or as none.
   */
  partnerExpiration: ['required', 'optional'],
} as const;

export type ChoiceName = keyof typeof choices;
export type Choices = { -readonly [K in ChoiceName]: (typeof choices)[K][number] };

export const choiceNames = Object.keys(choices) as ChoiceName[];

/** Lenient takes the wider reading of these. */
const byMode: Partial<Choices> = { degradedLimit: 'ignored', partnerExpiration: 'optional' };

export function defaultChoices(mode: 'lenient' | 'strict'): Choices {
  const first = Object.fromEntries(choiceNames.map((name) => [name, choices[name][0]]));
  return { ...first, ...(mode === 'lenient' ? byMode : {}) } as Choices;
}
