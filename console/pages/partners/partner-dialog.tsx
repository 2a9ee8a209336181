// Proposes a partner, or a change of what was agreed with it.
import Checkbox from '@cloudscape-design/components/checkbox';
import DatePicker from '@cloudscape-design/components/date-picker';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Multiselect from '@cloudscape-design/components/multiselect';
import Select from '@cloudscape-design/components/select';
import { useState, type ReactNode } from 'react';
import type { PartnerView, SentBodyOf } from '../../../functions/admin/contract.ts';
import { useApi } from '../../api/api-context.ts';
import { Dialog } from '../../shell/dialog.tsx';
import { useNotices } from '../../shell/notices.tsx';
import { useWords } from '../../words/index.ts';

type Body = SentBodyOf<'partners.put'>;
type Basis = NonNullable<Body['basis']>['kind'];
type Category = Body['categories'][number];
type Format = Body['formats'][number];

const CATEGORIES = ['impersonation', 'advance-fee', 'harassment', 'advertising', 'other'] as const;
const FORMATS = ['matching-list', 'matching-lookup', 'misp', 'taxii', 'csv'] as const;
const TRUSTS = ['low', 'normal', 'high'] as const;
const TLP = ['clear', 'green', 'amber', 'amber+strict', 'red'] as const;
const BASES = ['none', 'separate-consent', 'contract', 'statutory-duty'] as const;

interface Entered {
  readonly name: string;
  readonly categories: readonly Category[];
  readonly formats: readonly Format[];
  readonly automatic: boolean;
  readonly trust: Body['trust'];
  readonly tlp: Body['tlp'];
  readonly basis: Basis | 'none';
  readonly basisReference: string;
  readonly mostNumbers: string;
  readonly requestsPerHour: string;
  readonly anonymity: string;
  readonly contractReference: string;
  readonly expiresOn: string;
  readonly contactName: string;
  readonly contactEmail: string;
  readonly why: string;
}
type TextField = { [Name in keyof Entered]: string extends Entered[Name] ? Name : never }[keyof Entered];

const NEW: Entered = {
  name: '',
  categories: ['impersonation', 'advance-fee'],
  formats: ['matching-list', 'matching-lookup'],
  automatic: false,
  trust: 'normal',
  tlp: 'amber',
  basis: 'none',
  basisReference: '',
  mostNumbers: '10000',
  requestsPerHour: '60',
  anonymity: '1000',
  contractReference: '',
  expiresOn: '',
  contactName: '',
  contactEmail: '',
  why: '',
};

const enteredOf = ({ name, terms }: PartnerView): Entered => ({
  name,
  categories: terms.categories,
  formats: terms.formats,
  automatic: terms.automatic,
  trust: terms.trust,
  tlp: terms.tlp,
  basis: terms.basis?.kind ?? 'none',
  basisReference: terms.basis?.reference ?? '',
  mostNumbers: String(terms.mostNumbers),
  requestsPerHour: String(terms.requestsPerHour),
  anonymity: String(terms.anonymity),
  contractReference: terms.contractReference,
  expiresOn: terms.expiresOn,
  contactName: terms.contact.name,
  contactEmail: terms.contact.email ?? '',
  why: '',
});

/** @param before of a change: the telephone number, which the form does not show, stays */
function bodyOf(entered: Entered, before: PartnerView | undefined): Body {
  const { basis, basisReference, contactName, contactEmail, mostNumbers, requestsPerHour, anonymity } =
    entered;
  const { categories, formats, automatic, trust, tlp, contractReference, expiresOn, why } = entered;
  const phone = before?.terms.contact.phone;
  return {
    categories: [...categories],
    formats: [...formats],
    automatic,
    trust,
    tlp,
    contractReference: contractReference.trim(),
    expiresOn,
    why: why.trim(),
    mostNumbers: Number(mostNumbers),
    requestsPerHour: Number(requestsPerHour),
    anonymity: Number(anonymity),
    contact: {
      name: contactName.trim(),
      ...(contactEmail.trim() === '' ? {} : { email: contactEmail.trim() }),
      ...(phone === undefined ? {} : { phone }),
    },
    ...(basis === 'none' ? {} : { basis: { kind: basis, reference: basisReference.trim() } }),
  };
}

interface PartnerDialogProps {
  /** Undefined for a new one. */
  readonly partner: PartnerView | undefined;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

export function PartnerDialog({ partner, onClose, onSaved }: PartnerDialogProps): ReactNode {
  const words = useWords().partners;
  const api = useApi();
  const notices = useNotices('partners');
  const [entered, setEntered] = useState(partner === undefined ? NEW : enteredOf(partner));
  const title = partner === undefined ? words.add : `${words.change}: ${partner.name}`;
  return (
    <Dialog
      title={title}
      action={partner === undefined ? words.add : words.change}
      act={async () => {
        const { body } = await api.call('partners.put', {
          params: { partner: entered.name.trim() },
          body: bodyOf(entered, partner),
          ...(partner === undefined ? {} : { version: partner.version }),
        });
        notices.done(body.proposal === undefined ? words.done.saved : words.done.proposed);
        onSaved();
      }}
      onClose={onClose}
    >
      <Fields
        entered={entered}
        isNew={partner === undefined}
        change={(more) => {
          setEntered((before) => ({ ...before, ...more }));
        }}
      />
    </Dialog>
  );
}

interface FieldsProps {
  readonly entered: Entered;
  readonly isNew: boolean;
  readonly change: (more: Partial<Entered>) => void;
}

function Fields({ entered, isNew, change }: FieldsProps): ReactNode {
  const { partners: words, cases } = useWords();
  const text = (field: TextField, label: string, hint?: string): ReactNode => (
    <FormField label={label} description={hint}>
      <Input
        value={entered[field]}
        onChange={({ detail }) => {
          change({ [field]: detail.value });
        }}
      />
    </FormField>
  );
  return (
    <>
      {isNew && text('name', words.name, words.nameHint)}
      <Several
        label={words.categories}
        options={CATEGORIES.map((value) => ({ value, label: cases.categories[value] }))}
        values={entered.categories}
        onChange={(categories) => {
          change({ categories });
        }}
      />
      <Checkbox
        checked={entered.automatic}
        onChange={({ detail }) => {
          change({ automatic: detail.checked });
        }}
      >
        {words.automatic}
      </Checkbox>
      <Several
        label={words.format}
        options={FORMATS.map((value) => ({ value, label: words.formats[value] }))}
        values={entered.formats}
        onChange={(formats) => {
          change({ formats });
        }}
      />
      <One
        label={words.basis}
        hint={words.basisHint}
        options={BASES.map((value) => ({
          value,
          label: value === 'none' ? words.noBasis : words.bases[value],
        }))}
        value={entered.basis}
        onChange={(basis) => {
          change({ basis });
        }}
      />
      {entered.basis !== 'none' && text('basisReference', words.basisReference)}
      <One
        label={words.trust}
        options={TRUSTS.map((value) => ({ value, label: words.trusts[value] }))}
        value={entered.trust}
        onChange={(trust) => {
          change({ trust });
        }}
      />
      <One
        label={words.tlp}
        options={TLP.map((value) => ({ value, label: `TLP:${value.toUpperCase()}` }))}
        value={entered.tlp}
        onChange={(tlp) => {
          change({ tlp });
        }}
      />
      {text('mostNumbers', words.mostNumbers)}
      {text('requestsPerHour', words.requestsPerHour)}
      {text('anonymity', words.anonymity)}
      {text('contractReference', words.contractReference)}
      <FormField label={words.expiresOn}>
        <DatePicker
          value={entered.expiresOn}
          format="iso"
          onChange={({ detail }) => {
            change({ expiresOn: detail.value });
          }}
        />
      </FormField>
      {text('contactName', words.contactName)}
      {text('contactEmail', words.contactEmail)}
      {text('why', words.why, words.whyHint)}
    </>
  );
}

interface Option<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

interface OneProps<Value extends string> {
  readonly label: string;
  readonly hint?: string;
  readonly options: readonly Option<Value>[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

function One<Value extends string>({ label, hint, options, value, onChange }: OneProps<Value>): ReactNode {
  return (
    <FormField label={label} description={hint}>
      <Select
        options={options}
        selectedOption={options.find((option) => option.value === value) ?? null}
        onChange={({ detail }) => {
          const chosen = options.find((option) => option.value === detail.selectedOption.value);
          if (chosen !== undefined) onChange(chosen.value);
        }}
      />
    </FormField>
  );
}

interface SeveralProps<Value extends string> {
  readonly label: string;
  readonly options: readonly Option<Value>[];
  readonly values: readonly Value[];
  readonly onChange: (values: readonly Value[]) => void;
}

function Several<Value extends string>({ label, options, values, onChange }: SeveralProps<Value>): ReactNode {
  return (
    <FormField label={label}>
      <Multiselect
        options={options}
        selectedOptions={options.filter(({ value }) => values.includes(value))}
        onChange={({ detail }) => {
          const chosen = detail.selectedOptions.map(({ value }) => value);
          onChange(options.map(({ value }) => value).filter((value) => chosen.includes(value)));
        }}
      />
    </FormField>
  );
}
