// The differences between two versions of the settings in words: the name of each field, and its value before and after.
import type { Language } from '../../../words/index.ts';
import type { Words } from '../../../words/words.ts';
import { isTree, type Tree } from '../document.ts';
import { ORDER, type Difference } from './differences.ts';
import { SCORE_FIELDS, scoreWords } from '../score-words.ts';

export interface Reading {
  readonly words: Words;
  readonly language: Language;
  /** The versions in which the names of departments and people are looked up, the newer version first. */
  readonly documents: readonly Tree[];
}

/** `The front desk › Ring for` */
export function pathWords(path: readonly string[], reading: Reading): string {
  const { settings } = reading.words;
  const names: string[] = [];
  let nodes: readonly unknown[] = reading.documents;
  let pattern = '';
  for (const name of path) {
    if (name === ORDER) {
      names.push(labelOf(pattern, reading) ?? settings.menu.heading, settings.order);
      return names.join(' › ');
    }
    const inList = nodes.some(Array.isArray);
    const inner = nodes.map((node) => memberOf(node, name)).filter((node) => node !== undefined);
    const label = inList ? labelOf(pattern, reading) : undefined;
    if (label !== undefined) names.push(label);
    if (inList) names.push(entryName(inner[0], name, reading));
    const variable = inList ? undefined : VARIABLE_NAMES(reading)[name];
    if (variable !== undefined) names.push(variable);
    pattern += inList || variable !== undefined ? '/*' : `/${name}`;
    nodes = inner;
  }
  const last = labelOf(pattern, reading);
  return [...names, ...(last === undefined ? [] : [last])].join(' › ') || path.join(' › ');
}

const VARIABLE_NAMES = ({ words: { settings } }: Reading): Readonly<Record<string, string>> => ({
  ...settings.guard.levels,
  ...settings.hours.weekdays,
});

function labelOf(pattern: string, { words: { settings } }: Reading): string | undefined {
  const fields: Readonly<Record<string, readonly [string, string]>> = settings.fields;
  return fields[pattern]?.[0];
}

function memberOf(node: unknown, name: string): unknown {
  if (isTree(node)) return node[name];
  if (!Array.isArray(node)) return undefined;
  return (node as unknown[]).find(
    (item) => isTree(item) && [item.id, item.number, item.key, item.date].includes(name),
  );
}

function entryName(entry: unknown, fallback: string, { words, language }: Reading): string {
  if (!isTree(entry)) return fallback;
  if (typeof entry.choice === 'string' && typeof entry.key === 'string') {
    const choices: Readonly<Record<string, string>> = words.settings.choices['/menu/entries/*/choice'];
    return words.settings.menu.entry(entry.key, choices[entry.choice] ?? entry.choice);
  }
  const { name } = entry;
  if (typeof name === 'string' && name !== '') return `${name} (${fallback})`;
  const inLanguage = isTree(name) ? (name[language] ?? Object.values(name)[0]) : undefined;
  return typeof inLanguage === 'string' ? inLanguage : fallback;
}

/** One side of a difference. */
export function valueWords(value: unknown, { path }: Pick<Difference, 'path'>, reading: Reading): string {
  const { settings } = reading.words;
  if (value === undefined || value === '') return settings.none;
  if (typeof value === 'boolean') return value ? settings.yes : settings.no;
  if (typeof value === 'number') return numberWords(value, path, reading);
  if (typeof value === 'string') return choiceOf(value, path, reading);
  if (Array.isArray(value)) return listWords(value as unknown[], path, reading);
  return isTree(value) ? treeWords(value, path, reading) : settings.none;
}

/** A threshold of the risk score as it is shown on its slider, any other number as it is. */
function numberWords(value: number, path: readonly string[], { words, language }: Reading): string {
  if (!SCORE_FIELDS.includes(`/${path.join('/')}`)) return String(value);
  const number = new Intl.NumberFormat(language);
  const shown = number.format(value * 100);
  return `${shown} (${scoreWords(value, words, (count) => number.format(count))})`;
}

/** A chosen value by its name: the field is known by the end of its path, whatever entries are on the way. */
function choiceOf(value: string, path: readonly string[], { words: { settings } }: Reading): string {
  const last = path.at(-1) ?? '';
  const choices = Object.entries(settings.choices).find(
    ([pattern, names]) => pattern.endsWith(`/${last}`) && value in names,
  )?.[1] as Readonly<Record<string, string>> | undefined;
  return choices?.[value] ?? value;
}

function listWords(list: readonly unknown[], path: readonly string[], reading: Reading): string {
  const { settings } = reading.words;
  if (list.length === 0) return path.includes('weekly') ? settings.hours.closed : settings.none;
  return list
    .map((item) => {
      if (isTree(item) && typeof item.from === 'string') return `${item.from}–${String(item.to)}`;
      return valueWords(item, { path }, reading);
    })
    .join(', ');
}

/** Describes an entry that was added or removed as a whole, with its values up to a maximum length. */
function treeWords(tree: Tree, path: readonly string[], reading: Reading): string {
  return Object.entries(tree)
    .filter(([name, value]) => name !== path.at(-1) && value !== undefined)
    .map(([name, value]) => {
      const words = valueWords(value, { path: [...path, name] }, reading);
      const day = VARIABLE_NAMES(reading)[name];
      return day === undefined ? words : `${day} ${words}`;
    })
    .filter((words) => words !== reading.words.settings.none)
    .join(', ')
    .slice(0, LONGEST);
}

const LONGEST = 400;
