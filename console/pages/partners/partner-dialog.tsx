// Proposes a partner, or a change of what was agreed with it.
import Checkbox from '@cloudscape-design/components/checkbox';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState, type ReactNode } from 'react';
import type { PartnerView, SentBodyOf } from '../../../functions/admin/contract.ts';
import { useApi } from '../../api/api-context.ts';
import { Dialog } from '../../shell/dialog.tsx';
import { Choice, DayField, LineField, Several } from '../../shell/fields/field.tsx';
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

/** Where the request holds what a field holds. */
const PLACES = {
  name: '/partner',
  basisReference: '/basis/reference',
  mostNumbers: '/mostNumbers',
  requestsPerHour: '/requestsPerHour',
  anonymity: '/anonymity',
  contractReference: '/contractReference',
  contactName: '/contact/name',
  contactEmail: '/contact/email',
  expiresOn: '/expiresOn',
  why: '/why',
} as const satisfies Record<TextField, string>;

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
  const [tried, setTried] = useState(false);
  const nameless = entered.name.trim() === '';
  const title = partner === undefined ? words.add : `${words.change}: ${partner.name}`;
  return (
    <Dialog
      title={title}
      action={partner === undefined ? words.add : words.change}
      ready={() => {
        setTried(true);
        return !nameless;
      }}
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
        nameless={tried && nameless}
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
  /** Its name stands in the address of the request, so that the API cannot say that it is missing. */
  readonly nameless: boolean;
  readonly change: (more: Partial<Entered>) => void;
}

function Fields({ entered, isNew, nameless, change }: FieldsProps): ReactNode {
  const { partners: words, cases, reason } = useWords();
  const text = (field: TextField, label: string, hint?: string): ReactNode => (
    <LineField
      label={label}
      hint={hint}
      at={PLACES[field]}
      problem={field === 'name' && nameless ? words.nameNeeded : undefined}
      value={entered[field]}
      onChange={(value) => {
        change({ [field]: value });
      }}
    />
  );
  return (
    <SpaceBetween size="l">
      {isNew && text('name', words.name, words.nameHint)}
      <Several
        label={words.categories}
        at="/categories"
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
        hint={words.formatHint}
        at="/formats"
        options={FORMATS.map((value) => ({ value, label: words.formats[value] }))}
        values={entered.formats}
        onChange={(formats) => {
          change({ formats });
        }}
      />
      <Choice
        label={words.basis}
        hint={words.basisHint}
        at="/basis"
        options={BASES.map((value) => ({
          value,
          label: value === 'none' ? words.noBasis : words.bases[value],
        }))}
        value={entered.basis}
        onChange={(basis) => {
          change({ basis });
        }}
      />
      {entered.basis !== 'none' && text('basisReference', words.basisReference, words.basisReferenceHint)}
      <Choice
        label={words.trust}
        at="/trust"
        options={TRUSTS.map((value) => ({ value, label: words.trusts[value] }))}
        value={entered.trust}
        onChange={(trust) => {
          change({ trust });
        }}
      />
      <Choice
        label={words.tlp}
        hint={words.tlpHint}
        at="/tlp"
        options={TLP.map((value) => ({ value, label: `TLP:${value.toUpperCase()}` }))}
        value={entered.tlp}
        onChange={(tlp) => {
          change({ tlp });
        }}
      />
      {text('mostNumbers', words.mostNumbers, words.mostNumbersHint)}
      {text('requestsPerHour', words.requestsPerHour)}
      {text('anonymity', words.anonymity, words.anonymityHint)}
      {text('contractReference', words.contractReference, words.contractReferenceHint)}
      <DayField
        label={words.expiresOn}
        at="/expiresOn"
        value={entered.expiresOn}
        onChange={(expiresOn) => {
          change({ expiresOn });
        }}
      />
      {text('contactName', words.contactName)}
      {text('contactEmail', words.contactEmail)}
      {text('why', reason.reason, reason.logged)}
    </SpaceBetween>
  );
}
