// Which department is looked at: named in the address, so that an error in another one can be led to.
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import Select from '@cloudscape-design/components/select';
import type { ReactNode } from 'react';
import { setQuery, usePlace } from '../../../../routing.ts';
import { useLanguage } from '../../../../words/index.ts';
import { useSettings } from '../../draft.tsx';

/** Its place in the list. */
export function useDepartment(): number {
  const { departments } = useSettings();
  const place = Number(usePlace().query.department ?? 0);
  return Number.isInteger(place) && place >= 0 && place < departments.length ? place : 0;
}

export function useDepartmentNames(): string[] {
  const { language } = useLanguage();
  const { departments, hotline } = useSettings();
  return departments.map(({ id, name }) => name[language] ?? name[hotline.language] ?? id);
}

const MOST_SEGMENTS = 4;

export function ChooseDepartment(): ReactNode {
  const { settings } = useLanguage().words;
  const place = useDepartment();
  const options = useDepartmentNames().map((text, index) => ({ id: String(index), text }));
  const choose = (id: string | undefined): void => {
    setQuery({ department: id });
  };
  if (options.length < 2) return null;
  if (options.length <= MOST_SEGMENTS) {
    return (
      <SegmentedControl
        label={settings.hours.department}
        selectedId={String(place)}
        options={options}
        onChange={({ detail }) => {
          choose(detail.selectedId);
        }}
      />
    );
  }
  return (
    <Select
      ariaLabel={settings.hours.department}
      selectedOption={{ value: String(place), label: options[place]?.text ?? '' }}
      options={options.map(({ id, text }) => ({ value: id, label: text }))}
      onChange={({ detail }) => {
        choose(detail.selectedOption.value);
      }}
    />
  );
}
