import type { FeedIssue, FeedReport, LossReason, NoteReason } from './types.ts';

/** More examples than this are not useful. */
const mostExamples = 5;
const longestExample = 60;

interface Growing<R extends string> {
  readonly reason: R;
  count: number;
  readonly examples: string[];
}

/** Counts the entries of a feed that are not in the catalogue, by reason. */
export class Reporter {
  entries = 0;
  private readonly lost: Growing<LossReason>[] = [];
  private readonly noted: Growing<NoteReason>[] = [];

  /** Always returns undefined: the entry cannot be shown. */
  leaveOut(reason: LossReason, name: string): undefined {
    count(this.lost, reason, name);
    return undefined;
  }

  note(reason: NoteReason, name: string): void {
    count(this.noted, reason, name);
  }

  get report(): FeedReport {
    return { entries: this.entries, leftOut: this.lost, noted: this.noted };
  }
}

function count<R extends string>(remarks: Growing<R>[], reason: R, name: string): void {
  let remark = remarks.find((one) => one.reason === reason);
  if (!remark) {
    remark = { reason, count: 0, examples: [] };
    remarks.push(remark);
  }
  remark.count += 1;
  const example = name.slice(0, longestExample);
  if (remark.examples.length < mostExamples && !remark.examples.includes(example)) {
    remark.examples.push(example);
  }
}

/** The sum of the counts. */
export function countOf(remarks: readonly FeedIssue[]): number {
  return remarks.reduce((sum, { count: of }) => sum + of, 0);
}
