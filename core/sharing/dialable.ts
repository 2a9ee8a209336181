// How many numbers of a country can be dialed: the numbers that the pattern of its numbering plan matches, counted exactly,
// without listing them. Pure.
import { planOf } from '../numbers/numbering-plan.ts';

/** ITU-T E.164: no number is longer, country code included. */
const MOST_DIGITS = 15;
const EACH_DIGIT = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;
const DIGITS = EACH_DIGIT.join('');

/** Numbers that a subscriber of the country may have, assigned or not; 0 where no plan is known. */
export function dialableNumbers(region: string): number {
  const plan = planOf(region);
  return plan === undefined ? 0 : wordsMatching(plan.national.source, MOST_DIGITS - plan.code.length);
}

/** A node takes some digits and goes on, or goes on in several ways without a digit. */
interface Node {
  readonly digits: string;
  readonly next: readonly Node[];
}

const END: Node = { digits: '', next: [] };

/**
 * Words of digits that a regular expression matches as a whole, of at most so many digits. It takes what numbering plans are
 * written in: digits, `\d`, classes, groups, alternatives and quantifiers.
 */
export function wordsMatching(pattern: string, mostDigits: number): number {
  const { start } = new PatternReader(pattern.replace(/^\^/, '').replace(/\$$/, '')).read();
  // Words that lead to the same set of nodes go on in the same way, so they are counted together.
  let sets = new Map<string, Reached>();
  const ids = new Map<Node, number>();
  put(sets, closureOf([start]), 1, ids);
  let words = 0;
  for (let length = 0; length <= mostDigits && sets.size > 0; length++) {
    const after = new Map<string, Reached>();
    for (const { nodes, count } of sets.values()) {
      if (nodes.has(END)) words += count;
      for (const digit of EACH_DIGIT) put(after, closureOf(behind(nodes, digit)), count, ids);
    }
    sets = after;
  }
  return words;
}

interface Reached {
  readonly nodes: ReadonlySet<Node>;
  readonly count: number;
}

function put(
  sets: Map<string, Reached>,
  nodes: ReadonlySet<Node>,
  count: number,
  ids: Map<Node, number>,
): void {
  if (nodes.size === 0) return;
  for (const node of nodes) if (!ids.has(node)) ids.set(node, ids.size);
  const key = [...nodes]
    .map((node) => ids.get(node) ?? 0)
    .toSorted((a, b) => a - b)
    .join();
  sets.set(key, { nodes, count: count + (sets.get(key)?.count ?? 0) });
}

const behind = (nodes: ReadonlySet<Node>, digit: string): readonly Node[] =>
  [...nodes].flatMap(({ digits, next }) => (digits.includes(digit) ? next : []));

/** With everything that is reached without a digit. */
function closureOf(nodes: readonly Node[]): ReadonlySet<Node> {
  const found = new Set<Node>();
  const open = [...nodes];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (found.has(node)) continue;
    found.add(node);
    if (node.digits === '') open.push(...node.next);
  }
  return found;
}

/** Makes the nodes that lead to `to`. */
type Part = (to: Node) => Node;

class PatternReader {
  readonly #pattern: string;
  #at = 0;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  /** @throws where the pattern has what this does not read */
  read(): { readonly start: Node } {
    const part = this.#alternatives();
    if (this.#at < this.#pattern.length) throw this.#unknown();
    return { start: part(END) };
  }

  #alternatives(): Part {
    const parts = [this.#sequence()];
    while (this.#takes('|')) parts.push(this.#sequence());
    return (to) => ({ digits: '', next: parts.map((part) => part(to)) });
  }

  #sequence(): Part {
    const parts: Part[] = [];
    while (this.#at < this.#pattern.length && !'|)'.includes(this.#here())) parts.push(this.#quantified());
    return (to) => parts.reduceRight((next, part) => part(next), to);
  }

  #quantified(): Part {
    const part = this.#atom();
    if (this.#takes('?')) return repeated(part, 0, 1);
    const [text, least = '', , most = least] = /^\{(\d+)(,(\d+))?\}/.exec(this.#rest()) ?? [];
    if (text === undefined) return part;
    this.#at += text.length;
    return repeated(part, Number(least), Number(most));
  }

  #atom(): Part {
    if (this.#takes('(?:') || this.#takes('(')) {
      const inner = this.#alternatives();
      if (!this.#takes(')')) throw this.#unknown();
      return inner;
    }
    const [text, digit, any, members] = /^(?:(\d)|(\\d)|\[([\d\-\\d]+)\])/.exec(this.#rest()) ?? [];
    if (text === undefined) throw this.#unknown();
    this.#at += text.length;
    const digits = digit ?? (any === undefined ? membersOf(members ?? '') : DIGITS);
    return (to) => ({ digits, next: [to] });
  }

  #here = (): string => this.#pattern.charAt(this.#at);
  #rest = (): string => this.#pattern.slice(this.#at);

  #takes(text: string): boolean {
    if (!this.#rest().startsWith(text)) return false;
    this.#at += text.length;
    return true;
  }

  #unknown = (): Error => new Error(`the pattern cannot be counted at "${this.#rest().slice(0, 20)}"`);
}

/** `015-8` -> `015678`; a backslash stands before the d of any digit. */
const membersOf = (members: string): string =>
  members.includes('\\d')
    ? DIGITS
    : EACH_DIGIT.filter((digit) => new RegExp(`[${members}]`).test(digit)).join('');

const repeated =
  (part: Part, least: number, most: number): Part =>
  (to) =>
    Array.from({ length: most }).reduceRight<Node>((next, _, index) => {
      const taken = part(next);
      return index < least ? taken : { digits: '', next: [taken, to] };
    }, to);
