// What Twilio would say of a TwiML document: 12100 not readable, 12200 not in the vocabulary, 11750 too large.
// https://www.twilio.com/docs/api/errors/12200
import { parseTwiml, type TwimlElement } from './twiml-document.ts';
import { SPEECH_ELEMENTS, UNPERFORMED_ELEMENTS } from './twiml-schema-nouns.ts';
import { TWIML_ELEMENTS, type AttributeType, type ElementSchema } from './twiml-schema.ts';
import { isVoice, SAY_LANGUAGES } from '../speech/voices.ts';

/** `child`: a known element where it may not stand; the simulator does not perform such a document. */
type TwimlProblemKind = 'parse' | 'size' | 'element' | 'child' | 'attribute' | 'text';

export interface TwimlProblem {
  readonly code: 12100 | 12200 | 11750;
  readonly kind: TwimlProblemKind;
  readonly message: string;
  readonly element?: string;
}

/** https://www.twilio.com/docs/api/errors/11750 */
export const LARGEST_DOCUMENT_BYTES = 64 * 1024;

const ELEMENTS = new Map<string, ElementSchema>(
  [TWIML_ELEMENTS, UNPERFORMED_ELEMENTS, SPEECH_ELEMENTS].flatMap((table) => Object.entries(table)),
);

/** Every problem of a document, in reading order; none for what Twilio accepts without a word. */
export function checkTwiml(document: string): TwimlProblem[] {
  const bytes = Buffer.byteLength(document);
  if (bytes > LARGEST_DOCUMENT_BYTES) {
    return [
      { code: 11750, kind: 'size', message: `TwiML response body of ${bytes} bytes is larger than 64 kB` },
    ];
  }
  const parsed = parseTwiml(document);
  if (!parsed.root) return [{ code: 12100, kind: 'parse', message: parsed.problem }];
  return checkElement(parsed.root, 'Response');
}

export function checkRoot(root: TwimlElement): TwimlProblem[] {
  return checkElement(root, 'Response');
}

function checkElement(element: TwimlElement, key: string): TwimlProblem[] {
  const schema = ELEMENTS.get(key);
  if (!schema) return [problem('element', element, `<${element.name}> is not a TwiML element`)];
  return [
    ...checkAttributes(element, schema),
    ...checkText(element, schema),
    ...element.children.flatMap((child) => checkChild(element, schema, child)),
    ...(EXTRA_RULES[element.name]?.(element) ?? []),
  ];
}

function checkChild(parent: TwimlElement, schema: ElementSchema, child: TwimlElement): TwimlProblem[] {
  const allowed = schema.children.split(' ').includes(child.name);
  if (allowed)
    return checkElement(child, child.name === 'Sip' && parent.name === 'Refer' ? 'Refer/Sip' : child.name);
  if (!ELEMENTS.has(child.name)) return checkElement(child, child.name);
  return [
    problem('child', child, `invalid child: <${child.name}> is not allowed within <${parent.name}>`),
    ...checkElement(child, child.name),
  ];
}

function checkAttributes(element: TwimlElement, schema: ElementSchema): TwimlProblem[] {
  return Object.entries(element.attributes).flatMap(([name, value]) => {
    const type = Object.hasOwn(schema.attributes, name) ? schema.attributes[name] : undefined;
    if (!type)
      return [problem('attribute', element, `attribute ${name} is not allowed in <${element.name}>`)];
    if (fits(type, value)) return [];
    return [
      problem('attribute', element, `"${value}" is not a valid ${name} of <${element.name}> (${type})`),
    ];
  });
}

function checkText(element: TwimlElement, schema: ElementSchema): TwimlProblem[] {
  if (schema.text || element.ownText.trim() === '') return [];
  return [problem('text', element, `<${element.name}> does not take text`)];
}

const SIMPLE_TYPES: Readonly<Record<string, (value: string) => boolean>> = {
  string: () => true,
  integer: (value) => /^\d+$/.test(value),
  integers: (value) => /^\d+( \d+)*$/.test(value),
  boolean: (value) => value === 'true' || value === 'false',
  method: (value) => value === 'GET' || value === 'POST',
  key: (value) => /^[0-9#*]?$/.test(value),
  keys: (value) => /^[0-9#*]*$/.test(value),
  tones: (value) => /^[0-9A-DWw#*]*$/.test(value),
  secondsOrAuto: (value) => value === 'auto' || /^\d+$/.test(value),
  voice: isVoice,
  sayLanguage: (value) => SAY_LANGUAGES.has(value),
};

function fits(type: AttributeType, value: string): boolean {
  const simple = SIMPLE_TYPES[type];
  if (simple) return simple(value);
  const [kind, ...words] = type.split(' ');
  const given = kind === 'list' ? value.split(/\s+/) : [value];
  return given.every((word) => words.includes(word));
}

/** What the vocabulary table cannot say; each rule from the element's own page in twilio.com/docs/voice/twiml. */
const EXTRA_RULES: Readonly<Record<string, (element: TwimlElement) => TwimlProblem[]>> = {
  Redirect: (element) => needsText(element, 'a URL'),
  Number: (element) => needsText(element, 'a phone number'),
  Play: (element) =>
    'digits' in element.attributes ? [] : needsText(element, 'a URL, or the attribute digits'),
  Gather: (element) => [
    ...element.children
      .filter((child) => child.name === 'Play' && 'digits' in child.attributes)
      .map((child) => problem('attribute', child, '<Play> cannot play digits within <Gather>')),
    ...positive(element, 'numDigits'),
  ],
  Dial: (element) =>
    element.children.length > 10 ? [problem('child', element, '<Dial> takes at most ten nouns')] : [],
  Enqueue: (element) =>
    element.text.length > 64 ? [problem('text', element, 'a queue name has at most 64 characters')] : [],
};

function needsText(element: TwimlElement, what: string): TwimlProblem[] {
  return element.text === '' ? [problem('text', element, `<${element.name}> must contain ${what}`)] : [];
}

function positive(element: TwimlElement, name: string): TwimlProblem[] {
  if (element.attributes[name] !== '0') return [];
  return [
    problem('attribute', element, `"0" is not a valid ${name} of <${element.name}> (positive integer)`),
  ];
}

function problem(kind: TwimlProblemKind, element: TwimlElement, message: string): TwimlProblem {
  return { code: 12200, kind, message, element: element.name };
}
