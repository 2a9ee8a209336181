// The hotline's settings, section by section. What is typed waits in a draft; saving sends the whole document against
// the version that was read.
import ContentLayout from '@cloudscape-design/components/content-layout';
import Box from '@cloudscape-design/components/box';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Select from '@cloudscape-design/components/select';
import SideNavigation, { type SideNavigationProps } from '@cloudscape-design/components/side-navigation';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useEffect, type ReactNode } from 'react';
import { useAnswer } from '../../api/use-answer.ts';
import { PAGE_PATHS } from '../../page-paths.ts';
import type { PageProps } from '../../page-paths.ts';
import { hrefOf, setQuery } from '../../routing.ts';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import { useWords } from '../../words/index.ts';
import { patternOf } from './document.ts';
import { DraftProvider, useDraft } from './draft.tsx';
import { leadTo } from './lead-to.ts';
import { LeaveGuard } from './changes/leave-guard.tsx';
import { Proposals } from './changes/proposals.tsx';
import { SaveBar } from './changes/save-bar.tsx';
import { SchemaProvider } from './fields/schema.tsx';
import { SECTIONS, sectionOf, type Section, type SectionId } from './sections.ts';
import { WarningsProvider } from './warnings.tsx';

export default function SettingsPage({ query }: PageProps): ReactNode {
  const { body, version, problem, loading, reload } = useAnswer('settings.get', {});
  const section = SECTIONS.find(({ id }) => id === query.section) ?? SECTIONS[0];
  if (body === undefined || section === undefined) {
    return loading ? <Spinner /> : <ProblemAlert problem={problem} again={reload} />;
  }
  return (
    <SchemaProvider>
      <DraftProvider read={body} version={version}>
        <LeaveGuard />
        <WarningsProvider>
          <LedTo at={query.at} />
          <Sections section={section} />
        </WarningsProvider>
        <SaveBar />
      </DraftProvider>
    </SchemaProvider>
  );
}

/** Another page has sent the reader to a field. */
function LedTo({ at }: { readonly at: string | undefined }): ReactNode {
  useEffect(() => {
    if (at === undefined) return;
    setQuery({ at: undefined });
    leadTo(at);
  }, [at]);
  return null;
}

function Sections({ section }: { readonly section: Section }): ReactNode {
  const { settings } = useWords();
  const { readOnly } = useDraft();
  const [title, description] = settings.sections[section.id];
  return (
    <ContentLayout
      header={
        <Header variant="h1" description={settings.description}>
          {settings.title}
        </Header>
      }
    >
      <div className="settings">
        <SectionList current={section.id} />
        <div className="settings-section" id="settings-section">
          <SpaceBetween size="m">
            <Header variant="h2" description={description}>
              {title}
            </Header>
            <Proposals />
            {readOnly && <StatusIndicator type="info">{settings.readOnly}</StatusIndicator>}
            <section.component key={section.id} />
          </SpaceBetween>
        </div>
      </div>
    </ContentLayout>
  );
}

interface Marks {
  readonly wrong: number;
  readonly changed: boolean;
}

/** What is wrong or changed in each section. */
function useMarks(): (id: SectionId) => Marks {
  const { problems, changes } = useDraft();
  const wrong = problems.map(({ at }) => sectionOf(patternOf(at)));
  // A path names entries; for its section the names of the members alone count.
  const changed = changes.map(({ path }) => sectionOf(patternOf(`/${path.map(asPlace(path)).join('/')}`)));
  return (id) => ({
    wrong: wrong.filter((one) => one === id).length,
    changed: changed.includes(id),
  });
}

/** Lists whose entries are named by who they are. */
const LISTS = new Set(['departments', 'members', 'onCall', 'calendars', 'days', 'entries', 'exceptions']);
const asPlace =
  (path: readonly string[]) =>
  (name: string, index: number): string =>
    LISTS.has(path[index - 1] ?? '') ? '0' : name;

function SectionList({ current }: { readonly current: SectionId }): ReactNode {
  const { settings } = useWords();
  const marks = useMarks();
  const choose = (id: string | undefined): void => {
    setQuery({ section: id, department: undefined });
    scrollTo(0, 0);
  };
  const groups = ['settings', 'document'] as const;
  const items = groups.map((group): SideNavigationProps.SectionGroup => ({
    type: 'section-group',
    title: settings.groups[group],
    items: SECTIONS.filter((one) => one.group === group).map(({ id }) => ({
      type: 'link',
      text: settings.sections[id][0],
      href: hrefOf(PAGE_PATHS.settings, {}, { section: id }),
      info: <Mark marks={marks(id)} />,
    })),
  }));
  const options = SECTIONS.map(({ id }) => ({
    value: id,
    label: settings.sections[id][0],
    ...(marks(id).wrong > 0 ? { description: settings.marks.wrong(marks(id).wrong) } : {}),
  }));
  return (
    <>
      <div className="settings-list">
        <SideNavigation
          activeHref={hrefOf(PAGE_PATHS.settings, {}, { section: current })}
          items={items}
          onFollow={(event) => {
            event.preventDefault();
            choose(new URLSearchParams(event.detail.href.split('?')[1]).get('section') ?? undefined);
          }}
        />
      </div>
      <div className="settings-select">
        <FormField label={settings.chooseSection}>
          <Select
            selectedOption={options.find(({ value }) => value === current) ?? null}
            options={options}
            onChange={({ detail }) => {
              choose(detail.selectedOption.value);
            }}
          />
        </FormField>
      </div>
    </>
  );
}

function Mark({ marks: { wrong, changed } }: { readonly marks: Marks }): ReactNode {
  const { marks } = useWords().settings;
  if (wrong > 0) return <StatusIndicator type="error">{marks.wrong(wrong)}</StatusIndicator>;
  if (!changed) return null;
  return (
    <Box variant="span" color="text-status-info" fontSize="body-s">
      {marks.changed}
    </Box>
  );
}
