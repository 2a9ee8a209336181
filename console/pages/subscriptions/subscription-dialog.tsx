// A subscription as a form: a new one, or one that is changed. What the form does not show stays as it is.
import type { InputProps } from '@cloudscape-design/components/input';
import { useState, type ReactNode } from 'react';
import type { SentBodyOf, SubscriptionView } from '../../../functions/admin/contract.ts';
import { useApi } from '../../api/api-context.ts';
import { Dialog } from '../../shell/dialog.tsx';
import { Choice, LineField } from '../../shell/fields/field.tsx';
import { useNotices } from '../../shell/notices.tsx';
import { useWords } from '../../words/index.ts';

interface SubscriptionDialogProps {
  /** Undefined for a new one. */
  readonly standing?: SubscriptionView;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

type Terms = SubscriptionView['terms'];
type Kind = Terms['kind'];

/** As the fields hold it. */
type Draft = Readonly<Record<TextName, string>> & Pick<Terms, 'kind' | 'trust'>;
const TEXTS = [
  'name',
  'partner',
  'url',
  'credential',
  'keys',
  'everyMinutes',
  'staleAfterHours',
  'mostChangePercent',
  'blockFrom',
  'signedBy',
  'sightingsUrl',
  'prefixDigits',
  'why',
] as const;
type TextName = (typeof TEXTS)[number];

const KINDS = ['misp', 'taxii', 'csv', 'ftc', 'matching-list', 'matching-lookup'] as const satisfies Kind[];
const TRUSTS = ['low', 'normal', 'high'] as const satisfies Terms['trust'][];
const FTC_URL = 'https://www.ftc.gov/sites/default/files/DNC_Complaint_Numbers_{date}.csv';

const EMPTY: Draft = {
  kind: 'misp',
  trust: 'normal',
  name: '',
  partner: '',
  url: '',
  credential: '',
  keys: '',
  everyMinutes: '60',
  staleAfterHours: '72',
  mostChangePercent: '20',
  blockFrom: '',
  signedBy: '',
  sightingsUrl: '',
  prefixDigits: '',
  why: '',
};

function draftOf({ name, terms }: SubscriptionView): Draft {
  const text = (value: number | string | undefined): string => (value === undefined ? '' : String(value));
  return {
    ...EMPTY,
    name,
    kind: terms.kind,
    trust: terms.trust,
    partner: terms.partner,
    url: terms.url,
    everyMinutes: text(terms.everyMinutes),
    staleAfterHours: text(terms.staleAfterHours),
    mostChangePercent: text(terms.mostChangePercent),
    blockFrom: text(terms.block?.atLeast),
    signedBy: text(terms.signedBy),
    sightingsUrl: text(terms.sightingsUrl),
    prefixDigits: text(terms.prefixDigits),
  };
}

/** The API says what is wrong with a field, by its name. */
function bodyOf(draft: Draft, standing: Terms | undefined): SentBodyOf<'subscriptions.put'> {
  const { blockFrom, signedBy, sightingsUrl, prefixDigits, credential, keys, why } = draft;
  const { block, signedBy: _, sightingsUrl: __, prefixDigits: ___, ...kept } = standing ?? {};
  return {
    terms: {
      ...kept,
      kind: draft.kind,
      trust: draft.trust,
      partner: draft.partner,
      url: draft.url,
      everyMinutes: Number(draft.everyMinutes),
      staleAfterHours: Number(draft.staleAfterHours),
      mostChangePercent: Number(draft.mostChangePercent),
      ...(blockFrom === '' ? {} : { block: { ...block, atLeast: Number(blockFrom) } }),
      ...(signedBy === '' ? {} : { signedBy }),
      ...(sightingsUrl === '' ? {} : { sightingsUrl }),
      ...(prefixDigits === '' ? {} : { prefixDigits: Number(prefixDigits) }),
    },
    ...(why === '' ? {} : { why }),
    ...(credential === '' ? {} : { credential }),
    ...(keys === '' ? {} : { keys: keys.split(/[\s,]+/) }),
  };
}

export function SubscriptionDialog({ standing, onClose, onSaved }: SubscriptionDialogProps): ReactNode {
  const words = useWords().subscriptions;
  const api = useApi();
  const notices = useNotices();
  const [draft, setDraft] = useState(standing === undefined ? EMPTY : draftOf(standing));
  const [tried, setTried] = useState(false);
  const nameless = draft.name.trim() === '';
  const change = (part: Partial<Draft>): void => {
    setDraft((before) => ({ ...before, ...part }));
  };
  const act = async (): Promise<void> => {
    const name = draft.name.trim();
    const body = bodyOf(draft, standing?.terms);
    const saved = await api.call('subscriptions.put', { params: { name }, body, version: standing?.version });
    notices.done(saved.body.proposal === undefined ? words.saved(name) : words.proposed(name));
    onSaved();
  };
  return (
    <Dialog
      title={standing === undefined ? words.addTitle : words.editTitle(standing.name)}
      action={words.save}
      ready={() => {
        setTried(true);
        return !nameless;
      }}
      act={act}
      onClose={onClose}
    >
      <KindField draft={draft} change={change} isNew={standing === undefined} />
      {shownFields(draft.kind, standing !== undefined).map((name) => (
        <TextField
          key={name}
          name={name}
          draft={draft}
          problem={name === 'name' && tried && nameless ? words.nameNeeded : undefined}
          change={change}
        />
      ))}
      <TrustField draft={draft} change={change} />
    </Dialog>
  );
}

/** Fields that mean nothing for a format are not shown. */
function shownFields(kind: Kind, isStanding: boolean): readonly TextName[] {
  const isMatching = kind === 'matching-list' || kind === 'matching-lookup';
  const hidden: readonly TextName[] = [
    ...(isStanding ? (['name'] as const) : []),
    ...(isMatching ? (['blockFrom'] as const) : (['keys'] as const)),
    ...(kind === 'matching-lookup' ? [] : (['prefixDigits'] as const)),
    ...(kind === 'misp' || kind === 'csv' || kind === 'matching-list' ? [] : (['signedBy'] as const)),
  ];
  return TEXTS.filter((name) => !hidden.includes(name));
}

interface FieldProps {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
}

const NUMBERS: readonly TextName[] = [
  'everyMinutes',
  'staleAfterHours',
  'mostChangePercent',
  'blockFrom',
  'prefixDigits',
];
const typeOf = (name: TextName): InputProps.Type =>
  name === 'credential' || name === 'keys' ? 'password' : NUMBERS.includes(name) ? 'number' : 'text';

/** Where the request holds what a field holds: the secrets stand beside the terms. */
const placeOf = (name: TextName): string => {
  if (name === 'name' || name === 'credential' || name === 'keys') return `/${name}`;
  return name === 'blockFrom' ? '/terms/block' : `/terms/${name}`;
};

interface TextFieldProps extends FieldProps {
  readonly name: TextName;
  readonly problem: string | undefined;
}

function TextField({ name, draft, problem, change }: TextFieldProps): ReactNode {
  const { fields, hints } = useWords().subscriptions;
  return (
    <LineField
      label={fields[name]}
      hint={(hints as Partial<Record<TextName, string>>)[name]}
      at={placeOf(name)}
      problem={problem}
      value={draft[name]}
      type={typeOf(name)}
      onChange={(value) => {
        change({ [name]: value });
      }}
    />
  );
}

interface KindFieldProps extends FieldProps {
  readonly isNew: boolean;
}

function KindField({ draft, change, isNew }: KindFieldProps): ReactNode {
  const { fields, kinds } = useWords().subscriptions;
  return (
    <Choice
      label={fields.kind}
      at="/terms/kind"
      options={KINDS.map((value) => ({ value, label: kinds[value] }))}
      disabled={!isNew}
      value={draft.kind}
      onChange={(kind) => {
        change({ kind, ...(kind === 'ftc' && draft.url === '' ? { url: FTC_URL } : {}) });
      }}
    />
  );
}

function TrustField({ draft, change }: FieldProps): ReactNode {
  const { fields, trusts } = useWords().subscriptions;
  return (
    <Choice
      label={fields.trust}
      at="/terms/trust"
      options={TRUSTS.map((value) => ({ value, label: trusts[value] }))}
      value={draft.trust}
      onChange={(trust) => {
        change({ trust });
      }}
    />
  );
}
