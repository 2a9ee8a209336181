// The type of the console's words: every language has the words that English has. A missing word does not compile.
import type { EN_US } from './en-us/index.ts';

/** Texts may differ from language to language; what goes into a sentence may not. */
export type Translated<Word> = Word extends string
  ? string
  : Word extends (...given: infer Given) => string
    ? (...given: Given) => string
    : { readonly [Key in keyof Word]: Translated<Word[Key]> };

export type Words = Translated<typeof EN_US>;
