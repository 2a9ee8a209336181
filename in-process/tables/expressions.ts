// Expressions of DynamoDB requests as trees: what `store/database/conditions.ts` and `store/database/changes.ts` write is
// read here again, once for each text. Grammar:
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html

/** The placeholders of an attribute and of those inside of it: `#0.#1` -> `['#0', '#1']`. */
export type PathSigns = readonly string[];

export type Operand =
  | { readonly kind: 'path'; readonly path: PathSigns }
  | { readonly kind: 'value'; readonly sign: string }
  | { readonly kind: 'size'; readonly path: PathSigns }
  | { readonly kind: 'if-absent'; readonly path: PathSigns; readonly otherwise: Operand }
  | { readonly kind: 'append'; readonly list: Operand; readonly entries: Operand };

export type Comparator = '=' | '<>' | '<' | '<=' | '>' | '>=';

export type Test =
  | { readonly kind: 'all' | 'any'; readonly tests: readonly Test[] }
  | { readonly kind: 'not'; readonly test: Test }
  | { readonly kind: 'exists' | 'absent'; readonly path: PathSigns }
  | { readonly kind: 'contains' | 'begins'; readonly path: PathSigns; readonly entry: Operand }
  | { readonly kind: 'between'; readonly of: Operand; readonly from: Operand; readonly to: Operand }
  | { readonly kind: 'in'; readonly of: Operand; readonly values: readonly Operand[] }
  | {
      readonly kind: 'compare';
      readonly left: Operand;
      readonly comparator: Comparator;
      readonly right: Operand;
    };

export interface Update {
  readonly set: readonly { readonly path: PathSigns; readonly to: Operand }[];
  readonly add: readonly { readonly path: PathSigns; readonly value: string }[];
  readonly takeOut: readonly { readonly path: PathSigns; readonly value: string }[];
  readonly remove: readonly PathSigns[];
}

/** A text that DynamoDB would refuse; its name is DynamoDB's own. */
export class ValidationException extends Error {
  override readonly name = 'ValidationException';
}

/** The attributes that a test looks at, by their first placeholder. */
export function attributesIn(test: Test): string[] {
  switch (test.kind) {
    case 'all':
    case 'any':
      return test.tests.flatMap(attributesIn);
    case 'not':
      return attributesIn(test.test);
    case 'exists':
    case 'absent':
    case 'contains':
    case 'begins':
      return test.path.slice(0, 1);
    case 'between':
    case 'in':
      return attributeIn(test.of);
    case 'compare':
      return [...attributeIn(test.left), ...attributeIn(test.right)];
  }
}

const attributeIn = (operand: Operand): string[] =>
  operand.kind === 'path' || operand.kind === 'size' ? operand.path.slice(0, 1) : [];

const cached = <Tree>(read: (text: string) => Tree): ((text: string) => Tree) => {
  const known = new Map<string, Tree>();
  return (text) => {
    const tree = known.get(text) ?? read(text);
    known.set(text, tree);
    return tree;
  };
};

/** @throws {ValidationException} */
export const readTest = cached((text) => new Reader(text).wholeTest());
/** @throws {ValidationException} */
export const readUpdate = cached((text) => new Reader(text).wholeUpdate());
/** A list of attributes: `#0, #1`. @throws {ValidationException} */
export const readPaths = cached((text) => new Reader(text).wholePaths());

const TOKEN = /\s*(#\w+|:\w+|[A-Za-z_]\w*|<>|<=|>=|[=<>(),.])/y;
const COMPARATORS: ReadonlySet<string> = new Set(['=', '<>', '<', '<=', '>', '>=']);

class Reader {
  readonly #text: string;
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = tokensOf(text);
  }

  wholeTest(): Test {
    return this.#whole(this.#any());
  }

  wholePaths(): readonly PathSigns[] {
    return this.#whole(this.#list(() => this.#path()));
  }

  wholeUpdate(): Update {
    const set: Update['set'][number][] = [];
    const add: Update['add'][number][] = [];
    const takeOut: Update['takeOut'][number][] = [];
    const remove: PathSigns[] = [];
    while (this.#next() !== undefined) {
      const clause = this.#take();
      if (clause === 'SET') set.push(...this.#list(() => this.#setting()));
      else if (clause === 'ADD') add.push(...this.#list(() => this.#pair()));
      else if (clause === 'DELETE') takeOut.push(...this.#list(() => this.#pair()));
      else if (clause === 'REMOVE') remove.push(...this.#list(() => this.#path()));
      else throw this.#unreadable(clause);
    }
    return { set, add, takeOut, remove };
  }

  #setting(): Update['set'][number] {
    const path = this.#path();
    this.#expect('=');
    return { path, to: this.#operand() };
  }

  #pair(): Update['add'][number] {
    return { path: this.#path(), value: this.#take() };
  }

  #any(): Test {
    return this.#joined('OR', 'any', () => this.#joined('AND', 'all', () => this.#negated()));
  }

  #joined(word: 'AND' | 'OR', kind: 'all' | 'any', part: () => Test): Test {
    const first = part();
    const tests = [first];
    while (this.#skip(word)) tests.push(part());
    return tests.length === 1 ? first : { kind, tests };
  }

  #negated(): Test {
    return this.#skip('NOT') ? { kind: 'not', test: this.#negated() } : this.#single();
  }

  #single(): Test {
    if (this.#skip('(')) {
      const inner = this.#any();
      this.#expect(')');
      return inner;
    }
    switch (this.#next()) {
      case 'attribute_exists':
        return { kind: 'exists', path: this.#argument() };
      case 'attribute_not_exists':
        return { kind: 'absent', path: this.#argument() };
      case 'contains':
        return { kind: 'contains', ...this.#entry() };
      case 'begins_with':
        return { kind: 'begins', ...this.#entry() };
      case undefined:
      default:
        return this.#comparison();
    }
  }

  #comparison(): Test {
    const left = this.#operand();
    if (this.#skip('BETWEEN')) {
      const from = this.#operand();
      this.#expect('AND');
      return { kind: 'between', of: left, from, to: this.#operand() };
    }
    if (this.#skip('IN')) {
      this.#expect('(');
      const values = this.#list(() => this.#operand());
      this.#expect(')');
      return { kind: 'in', of: left, values };
    }
    const comparator = this.#take();
    if (!isComparator(comparator)) throw this.#unreadable(comparator);
    return { kind: 'compare', left, comparator, right: this.#operand() };
  }

  /** `attribute_exists(#0)`: the path. */
  #argument(): PathSigns {
    this.#take();
    this.#expect('(');
    const path = this.#path();
    this.#expect(')');
    return path;
  }

  /** `contains(#0, :0)` */
  #entry(): { path: PathSigns; entry: Operand } {
    this.#take();
    this.#expect('(');
    const path = this.#path();
    this.#expect(',');
    const entry = this.#operand();
    this.#expect(')');
    return { path, entry };
  }

  #operand(): Operand {
    const token = this.#next() ?? '';
    if (token.startsWith(':')) return { kind: 'value', sign: this.#take() };
    if (token === 'size') return { kind: 'size', path: this.#argument() };
    if (token === 'if_not_exists') {
      const { path, entry } = this.#entry();
      return { kind: 'if-absent', path, otherwise: entry };
    }
    if (token === 'list_append') return this.#append();
    return { kind: 'path', path: this.#path() };
  }

  #append(): Operand {
    this.#take();
    this.#expect('(');
    const list = this.#operand();
    this.#expect(',');
    const entries = this.#operand();
    this.#expect(')');
    return { kind: 'append', list, entries };
  }

  #path(): PathSigns {
    const signs = [this.#take()];
    while (this.#skip('.')) signs.push(this.#take());
    return signs;
  }

  #list<Part>(part: () => Part): Part[] {
    const parts = [part()];
    while (this.#skip(',')) parts.push(part());
    return parts;
  }

  #whole<Tree>(tree: Tree): Tree {
    const left = this.#next();
    if (left !== undefined) throw this.#unreadable(left);
    return tree;
  }

  #next(): string | undefined {
    return this.#tokens[this.#at];
  }

  #take(): string {
    const token = this.#tokens[this.#at++];
    if (token === undefined) throw this.#unreadable('its end');
    return token;
  }

  #skip(token: string): boolean {
    if (this.#next() !== token) return false;
    this.#at += 1;
    return true;
  }

  #expect(token: string): void {
    const found = this.#take();
    if (found !== token) throw this.#unreadable(found);
  }

  #unreadable(token: string): ValidationException {
    return new ValidationException(`Invalid expression: Syntax error at ${token} in: ${this.#text}`);
  }
}

const isComparator = (token: string): token is Comparator => COMPARATORS.has(token);

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const at = TOKEN.lastIndex;
    const token = TOKEN.exec(text)?.[1];
    if (token === undefined)
      throw new ValidationException(`Invalid expression: Syntax error at place ${String(at)} in: ${text}`);
    tokens.push(token);
  }
  return tokens;
}
