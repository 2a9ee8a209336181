// Words for people who ask about their own data, in both languages.
import type { Language } from '../../core/basics/language.ts';
import type {
  KeptReason,
  RefusalReason,
  RightsKind,
  RightsStatus,
} from '../../core/rights/rights-request.ts';
import type { Verdict } from '../../core/screening/verdict.ts';

export const VERDICT_WORDS: Readonly<Record<Language, Readonly<Record<Verdict, string>>>> = {
  'en-US': {
    reject: 'The call was refused by a rule, before anybody heard it.',
    busy: 'The call got an engaged tone.',
    'forwarding-loop': 'The call was one of the hotline’s own calls that came back, and was refused.',
    appeal: 'The call would have been refused; you were told how to object.',
    pin: 'The caller was asked for a staff PIN.',
    staff: 'Staff phones rang at once.',
    menu: 'The caller heard the menu.',
    challenge: 'The caller was asked to key in a code, to tell people from machines.',
    voicemail: 'The caller was led to voicemail.',
  },
  'zh-CN': {
    reject: '该来电按规则拒接，无人接听。',
    busy: '该来电听到忙音。',
    'forwarding-loop': '该来电是热线自己拨出后被转回的电话，已拒接。',
    appeal: '该来电本应拒接，已告知您如何提出异议。',
    pin: '系统请来电者输入员工密码。',
    staff: '直接呼叫工作人员。',
    menu: '来电者听到语音菜单。',
    challenge: '系统请来电者输入验证码，以区分真人与机器。',
    voicemail: '来电者被转至语音留言。',
  },
};

interface RightsWords {
  readonly kinds: Readonly<Record<RightsKind, string>>;
  readonly statuses: Readonly<Record<RightsStatus, string>>;
  readonly refusals: Readonly<Record<RefusalReason, string>>;
  readonly kept: Readonly<Record<KeptReason, string>>;
  /** What is told of an erasure. */
  readonly erased: (removed: number, objects: number) => string;
  readonly suppressed: string;
  readonly copyMade: string;
  readonly readMe: (number: string, made: string) => readonly string[];
  readonly leftOut: Readonly<Record<LeftOut, string>>;
  /** Whether the decision comes out the same from the kept facts. */
  readonly again: Readonly<Record<'same' | 'unknown', string>> & {
    readonly other: (result: string) => string;
  };
}

/** What a copy does not hold, and why. */
export type LeftOut = 'other-people' | 'reports-about-you' | 'internal-notes' | 'not-recorded';

export const RIGHTS_WORDS: Readonly<Record<Language, RightsWords>> = {
  'en-US': {
    kinds: {
      copy: 'A copy of everything that is kept about a number',
      correct: 'A correction',
      erase: 'Erasure',
      object: 'An objection to decisions made by a program',
      explain: 'An explanation of decisions made by a program',
    },
    statuses: {
      unproven: 'waiting for a call from the number',
      open: 'being looked at',
      working: 'being carried out',
      done: 'answered',
      refused: 'refused',
      failed: 'could not be carried out yet',
    },
    refusals: {
      'not-the-person': 'It could not be shown that the number is yours.',
      'legal-hold': 'The law or an authority requires the records to be kept.',
      'law-requires': 'A law requires the records to be kept.',
      'nothing-kept': 'Nothing is kept about this number.',
      repeated: 'The same request was answered a short time ago.',
    },
    kept: {
      'legal-hold':
        'Records under a legal hold stay until the hold is lifted; nobody may use them for anything else.',
      'evidence-package': 'The record that data was handed to an authority stays, as the law requires.',
      'own-number': 'The number is one of the hotline’s own.',
      'settings-history': 'Earlier versions of the hotline’s settings stay.',
    },
    erased: (removed, objects) =>
      `Erased: ${String(removed)} records and ${String(objects)} recordings and files.`,
    copyMade: 'Your copy is ready. You can fetch it for seven days.',
    suppressed:
      'Calls from this number are still refused. The number itself is no longer kept; a code that only the hotline can make from it stands in its place. You can object to that.',
    readMe: (number, made) => [
      `What the hotline keeps about ${number}`,
      `Made on ${made}.`,
      '',
      'data.json        everything, as it is kept',
      'calls.csv        your calls',
      'decisions.txt    how each call was decided, and why',
      'recordings/      your messages',
      'left-out.txt     what is not in this copy, and why',
      '',
      'You can ask for a correction, for erasure, or object, on the page /privacy of the hotline.',
    ],
    leftOut: {
      'other-people': 'Numbers of other people were taken out.',
      'reports-about-you':
        'What other people wrote or said when they reported this number, and who they are.',
      'internal-notes': 'Notes that staff wrote for each other.',
      'not-recorded': 'Recordings that are no longer kept.',
    },
    again: {
      same: 'Decided again from the kept facts and the settings of then: the same.',
      unknown: 'The settings of then are no longer kept, so that it cannot be decided again.',
      other: (result) => `Decided again from the kept facts and the settings of then: ${result}`,
    },
  },
  'zh-CN': {
    kinds: {
      copy: '查阅、复制与某号码有关的全部信息',
      correct: '更正',
      erase: '删除',
      object: '对自动化决策提出异议',
      explain: '要求说明自动化决策的理由',
    },
    statuses: {
      unproven: '等待该号码来电验证',
      open: '处理中',
      working: '正在执行',
      done: '已答复',
      refused: '已拒绝',
      failed: '暂未能执行',
    },
    refusals: {
      'not-the-person': '无法确认该号码由您使用。',
      'legal-hold': '法律或有关机关要求保留这些记录。',
      'law-requires': '法律要求保留这些记录。',
      'nothing-kept': '我们没有保存与该号码有关的信息。',
      repeated: '同一请求近期已经答复。',
    },
    kept: {
      'legal-hold': '依法保全的记录在解除保全之前予以保留，不作其他用途。',
      'evidence-package': '依法向有关机关提供数据的记录予以保留。',
      'own-number': '该号码属于热线。',
      'settings-history': '热线设置的历史版本予以保留。',
    },
    erased: (removed, objects) => `已删除 ${String(removed)} 条记录、${String(objects)} 个录音和文件。`,
    copyMade: '您的个人信息副本已备好，七天内可以下载。',
    suppressed:
      '该号码的来电仍会被拒接。号码本身已不再保存，仅保留一个只有热线能由号码算出的代码。您可以就此提出异议。',
    readMe: (number, made) => [
      `热线保存的与 ${number} 有关的信息`,
      `制作时间：${made}`,
      '',
      'data.json        全部信息（原样）',
      'calls.csv        您的来电',
      'decisions.txt    每通来电如何处理、为何如此处理',
      'recordings/      您的留言',
      'left-out.txt     未提供的内容及原因',
      '',
      '您可以在热线的 /privacy 页面要求更正、删除或提出异议。',
    ],
    leftOut: {
      'other-people': '他人的号码已隐去。',
      'reports-about-you': '他人举报该号码时所写、所说的内容及其身份。',
      'internal-notes': '工作人员的内部备注。',
      'not-recorded': '已不再保存的录音。',
    },
    again: {
      same: '依留存的事实和当时的设置重新判断：结果相同。',
      unknown: '当时的设置已不再保存，无法重新判断。',
      other: (result) => `依留存的事实和当时的设置重新判断：${result}`,
    },
  },
};
