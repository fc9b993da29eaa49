/** Longer secrets are split into pieces of this many letters, which follow each other in a text. */
const piece = 256;
/** Limit of all remembered secrets together, letters. */
const mostLetters = 250_000;

interface Node {
  /** The node to continue with when this node has no edge for the next letter. */
  fallback: number;
  /** Length of the longest secret that ends here; 0 for none. */
  ends: number;
}

/**
 * Finds any of many words in a text in one pass (Aho and Corasick, 1975), so that thousands of secrets
 * cause no noticeable delay.
 */
export class SecretFinder {
  private readonly words = new Set<string>();
  private letters = 0;
  /** The next node for each node and letter; built again after new words. */
  private next: Map<number, number> | undefined;
  private nodes: Node[] = [];

  /** True when there were more secrets than are remembered: a text may then still contain one. */
  get isFull(): boolean {
    return this.letters > mostLetters;
  }

  /** @param shortest words with fewer letters also occur inside other words, and are ignored */
  learn(word: string, shortest: number): void {
    if (word.length < shortest || this.isFull) return;
    for (let from = 0; from < word.length; ) {
      const rest = word.length - from;
      // A last piece that is too short is joined to the one before it.
      const length = rest < piece + shortest ? rest : piece;
      this.add(word.slice(from, from + length));
      from += length;
    }
  }

  /** The text with every remembered word replaced; words that overlap are replaced as one. */
  replaceIn(text: string, replacement: string): string {
    if (this.words.size === 0) return text;
    const next = this.build();
    const parts: string[] = [];
    let node = 0;
    let done = 0;
    /** Range of the match that is not written yet; it may still grow. */
    let [from, to] = [0, 0];
    const write = () => {
      if (to === 0) return;
      parts.push(text.slice(done, from), replacement);
      [done, from, to] = [to, 0, 0];
    };
    for (let at = 0; at < text.length; at++) {
      const letter = text.charCodeAt(at);
      let step = next.get(key(node, letter));
      while (step === undefined && node !== 0) {
        node = this.nodes[node]?.fallback ?? 0;
        step = next.get(key(node, letter));
      }
      node = step ?? 0;
      const length = this.nodes[node]?.ends ?? 0;
      if (length === 0) continue;
      const start = at + 1 - length;
      if (start >= to) write();
      from = to === 0 ? start : Math.min(from, start);
      to = at + 1;
    }
    write();
    return parts.join('') + text.slice(done);
  }

  private add(word: string): void {
    if (this.words.has(word)) return;
    this.words.add(word);
    this.letters += word.length;
    this.next = undefined;
  }

  private build(): Map<number, number> {
    if (this.next) return this.next;
    const next = new Map<number, number>();
    const nodes: Node[] = [{ fallback: 0, ends: 0 }];
    /** Parent and letter of each node, in the order of creation. */
    const reached: { parent: number; letter: number }[] = [{ parent: 0, letter: 0 }];
    const depths: number[][] = [];
    for (const word of this.words) {
      let node = 0;
      for (let at = 0; at < word.length; at++) {
        const letter = word.charCodeAt(at);
        let step = next.get(key(node, letter));
        if (step === undefined) {
          step = nodes.push({ fallback: 0, ends: 0 }) - 1;
          reached.push({ parent: node, letter });
          next.set(key(node, letter), step);
          const level = depths[at] ?? [];
          depths[at] = level;
          level.push(step);
        }
        node = step;
      }
      const last = nodes[node];
      if (last) last.ends = word.length;
    }
    // Level by level: a fallback is always shorter, so it is finished by then.
    for (const node of depths.flat()) {
      const way = reached[node];
      const own = nodes[node];
      if (!way || !own || way.parent === 0) continue;
      let back = nodes[way.parent]?.fallback ?? 0;
      let step = next.get(key(back, way.letter));
      while (step === undefined && back !== 0) {
        back = nodes[back]?.fallback ?? 0;
        step = next.get(key(back, way.letter));
      }
      own.fallback = step ?? 0;
      own.ends = Math.max(own.ends, nodes[own.fallback]?.ends ?? 0);
    }
    this.nodes = nodes;
    this.next = next;
    return next;
  }
}

function key(node: number, letter: number): number {
  return node * 0x10000 + letter;
}
