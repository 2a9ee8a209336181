// A threshold of the risk score. It is set with a slider from 0 to 100, as scores are shown everywhere, and says how
// many legitimate numbers score as high. The settings keep the score as the API has it, from 0 to 1.
import Slider from '@cloudscape-design/components/slider';
import type { ReactNode } from 'react';
import { useFormat } from '../../words/format.ts';
import { useWords } from '../../words/index.ts';
import { oneIn } from '../../words/rarity.ts';
import { useDraft, useValue } from './draft.tsx';
import { Field, fieldWords, NumberField } from './fields/field.tsx';
import { scoreWords } from './score-words.ts';

const HIGHEST = 100;

/** Where one legitimate number in 10, in 100, and in 1,000 scores as high. */
const REFERENCES = [25, 50, 75];

export function ScoreField({ at }: { readonly at: string }): ReactNode {
  const words = useWords();
  const { screening } = words.settings;
  const format = useFormat();
  const { set, readOnly } = useDraft();
  const value = useValue(at);
  // What somebody loaded as JSON may be no score. It is shown as it is, with the problem that the API finds in it.
  if (typeof value !== 'number' || value < 0 || value > 1) return <NumberField at={at} />;
  const numbers = oneIn(value);
  const often = numbers === 1 ? screening.everyone : screening.often(format.number(numbers ?? 0));
  const meaning = numbers === undefined ? screening.never : often;
  return (
    <Field
      at={at}
      constraint={words.common.sentences(screening.scoreAt(format.number(value * HIGHEST)), meaning)}
    >
      <div className="score-slider">
        <Slider
          min={0}
          max={HIGHEST}
          value={Math.round(value * HIGHEST)}
          referenceValues={REFERENCES}
          valueFormatter={(score) => scoreWords(score / HIGHEST, words, format.number)}
          readOnly={readOnly}
          ariaLabel={fieldWords(at, words)[0]}
          i18nStrings={{
            valueTextRange: (low, score, high) => screening.scoreBetween(low, String(score), high),
          }}
          onChange={({ detail }) => {
            set(at, detail.value / HIGHEST);
          }}
        />
      </div>
    </Field>
  );
}
