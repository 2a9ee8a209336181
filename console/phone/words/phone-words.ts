// The type of the phone page's words: every language has the words that English has. A missing word does not compile.
import type { Translated } from '../../words/words.ts';
import type { EN_US } from './en-us.ts';

export type PhoneWords = Translated<typeof EN_US>;
