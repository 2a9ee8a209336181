// Asks for the country of a file whose numbers have no plus sign and fit several countries.
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState, type ReactNode } from 'react';
import type { NumberCountry, Reading } from '../../../functions/admin/contract.ts';
import { useFormat } from '../../words/format.ts';
import { useWords } from '../../words/index.ts';

interface WhichCountryProps {
  readonly readings: readonly Reading[];
  readonly choose: (country: NumberCountry) => void;
}

export function WhichCountry({ readings, choose }: WhichCountryProps): ReactNode {
  const { lists } = useWords();
  const { countryName } = useFormat();
  const [chosen, setChosen] = useState<NumberCountry>();
  return (
    <SpaceBetween size="m">
      <FormField label={lists.whichCountry} description={lists.whichCountryHint}>
        <RadioGroup
          value={chosen ?? null}
          onChange={({ detail }) => {
            setChosen(readings.find(({ country }) => country === detail.value)?.country);
          }}
          items={readings.map(({ country, examples }) => ({
            value: country,
            label: country === 'international' ? lists.ownCountries : countryName(country),
            description: examples.map(({ value, reading }) => lists.isReadAs(value, reading)).join(' · '),
          }))}
        />
      </FormField>
      <Button
        variant="primary"
        disabled={chosen === undefined}
        onClick={() => {
          if (chosen !== undefined) choose(chosen);
        }}
      >
        {lists.goOn}
      </Button>
    </SpaceBetween>
  );
}
