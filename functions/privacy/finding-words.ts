// What the impact assessment says of each finding, by its state.
import type { Language } from '../../core/basics/language.ts';
import type { Finding, FindingId, FindingState } from './assessment.ts';

type Words = { readonly title: string } & Readonly<Record<FindingState, string>>;

export const findingWords = (
  { id, state }: Finding,
  language: Language,
): { readonly title: string; readonly text: string } => ({
  title: FINDING_WORDS[language][id].title,
  text: FINDING_WORDS[language][id][state],
});

const FINDING_WORDS: Readonly<Record<Language, Readonly<Record<FindingId, Words>>>> = {
  'en-US': {
    'sensitive-data': {
      title: 'Sensitive data',
      present:
        'Voices and free words are kept. No voiceprint is made; card and identity numbers are taken out before words are stored; a recording follows a notice and can be refused with 9.',
      absent: 'None is kept.',
      missing: 'To be decided.',
    },
    'automated-decisions': {
      title: 'Automated decisions',
      present:
        'Numbers can be blocked, or sent to voicemail, by the program. The facts and reasons are kept with each call, an appeal leads to a person, and a score can be watched before it acts.',
      absent: 'The program decides on no number by itself.',
      missing: 'To be decided.',
    },
    transcription: {
      title: 'Messages in writing',
      present: 'A service writes messages down. The carrier’s copy is deleted once ours is stored.',
      absent: 'No service receives messages.',
      missing: 'To be decided.',
    },
    notifications: {
      title: 'Notifications',
      present: 'People named in the settings are told of messages and cases.',
      absent: 'Nobody outside of the console is told.',
      missing: 'To be decided.',
    },
    authorities: {
      title: 'Authorities',
      present:
        'Evidence packages are made on a legal request that is written down, after two people have approved.',
      absent: 'Nothing is given to authorities.',
      missing: 'To be decided.',
    },
    'cross-border': {
      title: 'Data abroad',
      present:
        'Twilio, in the United States, carries the calls and makes the recordings. Recordings are copied and deleted there.',
      absent: 'Nothing leaves the country.',
      missing: 'To be decided.',
    },
    'controller-named': {
      title: 'Responsible company',
      present: 'Its legal name is in the notice and on the privacy page.',
      absent: 'None is needed.',
      missing: 'Set the legal name of the company.',
    },
    'contact-named': {
      title: 'Contact',
      present: 'A contact and the person responsible for personal data are named.',
      absent: 'None is needed.',
      missing: 'Set the contact and the person responsible for personal data.',
    },
    'second-person': {
      title: 'Two people for changes that matter',
      present: 'Changes of the chosen kinds wait for a second person.',
      absent: 'None is needed.',
      missing: 'No change waits for a second person. Choose the kinds that should.',
    },
  },
  'zh-CN': {
    'sensitive-data': {
      title: '敏感个人信息',
      present:
        '保存语音和来电人所说的内容。不制作声纹；银行卡号和身份证号在存储前删除；录音前先告知，按 9 可不录音。',
      absent: '不保存敏感个人信息。',
      missing: '待决定。',
    },
    'automated-decisions': {
      title: '自动化决策',
      present:
        '程序可以自动拦截号码或将来电转到语音信箱。每通来电的依据和理由均予保存；申诉由人工处理；评分可先观察后生效。',
      absent: '程序不会自动对号码作出决定。',
      missing: '待决定。',
    },
    transcription: {
      title: '留言转写',
      present: '由服务商转写留言；本方保存后，运营商处的副本即被删除。',
      absent: '没有服务商接收留言。',
      missing: '待决定。',
    },
    notifications: {
      title: '通知',
      present: '设置中指定的人员会收到留言和工单通知。',
      absent: '不向控制台以外的人员发送通知。',
      missing: '待决定。',
    },
    authorities: {
      title: '主管机关',
      present: '依据书面记录的法定要求，经两人批准后制作证据包。',
      absent: '不向主管机关提供信息。',
      missing: '待决定。',
    },
    'cross-border': {
      title: '向境外提供',
      present: '由位于美国的 Twilio 承载通话并录音；录音复制后即在该处删除。',
      absent: '信息不出境。',
      missing: '待决定。',
    },
    'controller-named': {
      title: '个人信息处理者',
      present: '法定名称已写入告知和隐私网页。',
      absent: '无需指明。',
      missing: '请设置公司法定名称。',
    },
    'contact-named': {
      title: '联系方式',
      present: '已指明联系方式和个人信息保护负责人。',
      absent: '无需指明。',
      missing: '请设置联系方式和个人信息保护负责人。',
    },
    'second-person': {
      title: '重要更改须经两人',
      present: '所选种类的更改须经第二人批准。',
      absent: '无需批准。',
      missing: '目前没有更改需要第二人批准，请选择需要批准的种类。',
    },
  },
};
