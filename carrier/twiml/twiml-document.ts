// A TwiML document as a tree, parsed as strictly as Twilio does (error 12100). Knows nothing of calls.
import { SaxesParser } from 'saxes';

export interface TwimlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly TwimlElement[];
  /** The element's own text, not that of its children. */
  readonly ownText: string;
  /** All text inside, in order, white space as one blank: what is spoken, dialled or requested. */
  readonly text: string;
}

export type ParsedTwiml =
  { readonly root: TwimlElement } | { readonly root?: undefined; readonly problem: string };

interface OpenElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: TwimlElement[];
  ownText: string;
  text: string;
}

export function parseTwiml(document: string): ParsedTwiml {
  const parser = new SaxesParser();
  const open: OpenElement[] = [{ name: '', attributes: {}, children: [], ownText: '', text: '' }];
  let problem: string | undefined;
  const addText = (text: string): void => {
    const current = open.at(-1);
    if (current) current.ownText += text;
    if (current) current.text += text;
  };
  parser.on('error', (error) => (problem ??= error.message));
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('opentag', ({ name, attributes }) => {
    open.push({ name, attributes: { ...attributes }, children: [], ownText: '', text: '' });
  });
  parser.on('closetag', () => {
    closeElement(open);
  });
  parser.write(document).close();
  return rootOf(open[0]?.children[0], problem);
}

function closeElement(open: OpenElement[]): void {
  const closed = open.pop();
  const parent = open.at(-1);
  if (!closed || !parent) return;
  const text = closed.text.replace(/\s+/g, ' ').trim();
  parent.children.push({ ...closed, text });
  parent.text += closed.text;
}

function rootOf(root: TwimlElement | undefined, problem: string | undefined): ParsedTwiml {
  if (problem !== undefined) return { problem: `Document parse failure: ${problem}` };
  if (root?.name !== 'Response')
    return { problem: 'Document parse failure: no <Response> as the root element' };
  return { root };
}
