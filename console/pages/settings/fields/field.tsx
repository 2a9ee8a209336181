// One field of the settings: its name, its sentence, its control, and what is wrong with it, by its place in the
// document.
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import Textarea from '@cloudscape-design/components/textarea';
import Toggle from '@cloudscape-design/components/toggle';
import type { ReactNode } from 'react';
import { useWords } from '../../../words/index.ts';
import type { Words } from '../../../words/words.ts';
import { patternOf } from '../document.ts';
import { useDraft, useValue } from '../draft.tsx';
import { asPlainNumber } from './plain-number.ts';
import { useRange } from './schema.tsx';
import { useWarning } from '../warnings.tsx';
import type { LineShape } from './word-lines.ts';

/** Label and hint; a field without words is named by its place, and a test finds it. */
export function fieldWords(at: string, { settings }: Words): readonly [label: string, hint: string] {
  const words: Readonly<Record<string, readonly [string, string]>> = settings.fields;
  return words[patternOf(at)] ?? [at, ''];
}

export function choiceWords(at: string, { settings }: Words): Readonly<Record<string, string>> {
  const choices: Readonly<Record<string, Readonly<Record<string, string>>>> = settings.choices;
  return choices[patternOf(at)] ?? {};
}

/** What is wrong here, or, for a field of several parts, in it. */
export function useProblem(at: string, { within = false } = {}): string | undefined {
  const { settings } = useWords();
  const found = useDraft().problems.filter(
    (place) => place.at === at || (within && place.at.startsWith(`${at}/`)),
  );
  return found.length === 0 ? undefined : found.map(({ problem }) => settings.problem(problem)).join(' ');
}

interface FieldProps {
  readonly at: string;
  /** Its parts have no fields of their own. */
  readonly within?: boolean;
  readonly constraint?: string | undefined;
  readonly stretch?: boolean;
  readonly children: ReactNode;
}

/** The frame around any control. */
export function Field({ at, within = false, constraint, stretch = false, children }: FieldProps): ReactNode {
  const words = useWords();
  const [label, hint] = fieldWords(at, words);
  return (
    <div data-field={at}>
      <FormField
        label={label}
        description={hint}
        constraintText={constraint}
        errorText={useProblem(at, { within })}
        warningText={useWarning(at, { within })}
        stretch={stretch}
      >
        {children}
      </FormField>
    </div>
  );
}

interface AtProps {
  readonly at: string;
}

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

const asTyped = (text: string): string => text;

/** @param optional empty takes the member away */
export function TextField({ at, optional = false }: AtProps & { readonly optional?: boolean }): ReactNode {
  return (
    <Field at={at}>
      <TextInput at={at} optional={optional} />
    </Field>
  );
}

interface TextInputProps extends AtProps {
  readonly optional?: boolean;
  /** Where no label stands beside it. */
  readonly label?: string;
  /** What is kept of what is typed. */
  readonly read?: (text: string) => unknown;
}

export function TextInput({ at, optional = false, label, read = asTyped }: TextInputProps): ReactNode {
  const { set, readOnly } = useDraft();
  const invalid = useProblem(at) !== undefined;
  return (
    <Input
      value={textOf(useValue(at))}
      readOnly={readOnly}
      {...(label === undefined ? {} : { ariaLabel: label, invalid })}
      onChange={({ detail }) => {
        set(at, optional && detail.value === '' ? undefined : read(detail.value));
      }}
    />
  );
}

/** @param meaning what the number that stands there says */
export function NumberField({ at, meaning }: AtProps & { readonly meaning?: string }): ReactNode {
  const { set, readOnly } = useDraft();
  const range = useRange(at);
  const constraint = [meaning, range].filter((words) => words !== undefined).join(' · ') || undefined;
  return (
    <Field at={at} constraint={constraint}>
      <div className="narrow">
        <Input
          value={textOf(useValue(at))}
          readOnly={readOnly}
          inputMode="decimal"
          onChange={({ detail }) => {
            set(at, asPlainNumber(detail.value));
          }}
        />
      </div>
    </Field>
  );
}

export function ToggleField({ at }: AtProps): ReactNode {
  const words = useWords();
  const { set, readOnly } = useDraft();
  const [label, hint] = fieldWords(at, words);
  const problem = useProblem(at);
  return (
    <div data-field={at}>
      <FormField errorText={problem}>
        <Toggle
          checked={useValue(at) === true}
          readOnly={readOnly}
          description={hint}
          onChange={({ detail }) => {
            set(at, detail.checked);
          }}
        >
          {label}
        </Toggle>
      </FormField>
    </div>
  );
}

interface ChoiceInputProps extends AtProps {
  /** In words; those of the field where absent. */
  readonly choices?: Readonly<Record<string, string>>;
  /** What it is called to choose nothing. */
  readonly nothing?: string;
  readonly label?: string;
  /** Where it is another one than that of the words: digits come first among the names of an object. */
  readonly order?: readonly string[];
}

export function ChoiceField(props: ChoiceInputProps): ReactNode {
  return (
    <Field at={props.at}>
      <ChoiceInput {...props} />
    </Field>
  );
}

export function ChoiceInput({ at, choices, nothing, label, order }: ChoiceInputProps): ReactNode {
  const words = useWords();
  const { set, readOnly } = useDraft();
  const value = useValue(at);
  const invalid = useProblem(at) !== undefined;
  const names = choices ?? choiceWords(at, words);
  const given = (order ?? Object.keys(names)).map((one) => [one, names[one] ?? one] as const);
  const options = [
    ...(nothing === undefined ? [] : [{ value: '', label: nothing }]),
    ...given.map(([one, name]) => ({ value: one, label: name })),
  ];
  const chosen = textOf(value);
  return (
    <Select
      selectedOption={options.find((option) => option.value === chosen) ?? { value: chosen, label: chosen }}
      options={options}
      readOnly={readOnly}
      filteringType={options.length > 20 ? 'auto' : 'none'}
      virtualScroll={options.length > 100}
      {...(label === undefined ? {} : { ariaLabel: label, invalid })}
      onChange={({ detail }) => {
        const next = detail.selectedOption.value;
        set(at, next === '' ? undefined : next);
      }}
    />
  );
}

/** A text of several lines, such as a certificate. */
export function LongTextField({ at }: AtProps): ReactNode {
  const { set, readOnly } = useDraft();
  return (
    <Field at={at}>
      <Textarea
        value={textOf(useValue(at))}
        rows={4}
        readOnly={readOnly}
        onChange={({ detail }) => {
          set(at, detail.value);
        }}
      />
    </Field>
  );
}

const WORD: LineShape = { read: asTyped, write: textOf };

/** A list of words, or of entries of a few words, one a line. */
export function LinesField({ at, shape = WORD }: AtProps & { readonly shape?: LineShape }): ReactNode {
  const { set, readOnly } = useDraft();
  const value = useValue(at);
  const lines = Array.isArray(value) ? (value as unknown[]).map(shape.write) : [];
  return (
    <Field at={at} within>
      <Textarea
        value={lines.join('\n')}
        rows={Math.max(3, Math.min(8, lines.length + 1))}
        readOnly={readOnly}
        onChange={({ detail }) => {
          // An empty line in the middle is one that is being typed.
          const typed = detail.value.split('\n');
          set(at, detail.value === '' ? [] : typed.map(shape.read));
        }}
        onBlur={() => {
          const full = lines.map((line) => line.trim()).filter((line) => line !== '');
          if (full.length !== lines.length) set(at, full.map(shape.read));
        }}
      />
    </Field>
  );
}
