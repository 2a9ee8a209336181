// What is wrong with the settings in force, in red, each with the way to its field.
import Alert from '@cloudscape-design/components/alert';
import Link from '@cloudscape-design/components/link';
import type { ReactNode } from 'react';
import type { StateView } from '../../../functions/admin/contract.ts';
import { PAGE_PATHS } from '../../page-paths.ts';
import { hrefOf } from '../../routing.ts';
import { useWords } from '../../words/index.ts';

export function SettingsWarnings({ warnings }: Pick<StateView, 'warnings'>): ReactNode {
  const { overview, settings } = useWords();
  if (warnings.length === 0) return null;
  return (
    <Alert type="error" header={overview.warningsTitle(warnings.length)}>
      <ul>
        {warnings.map(({ at, problem }) => (
          <li key={`${at} ${problem}`}>
            <Link href={hrefOf(PAGE_PATHS.settings, {}, { at })}>{at}</Link> {settings.problem(problem)}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
