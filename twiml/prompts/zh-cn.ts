// Mandarin, in simplified characters.
import type { Weekday } from '../../core/hours/hours.ts';
import { CASE_NEWS_WORDS } from './case-news.ts';
import type { Catalog, StaffFlagged } from './catalog.ts';

const ADMISSION_WORDS = {
  'never-block': '受保护号码',
  allowlisted: '白名单客户',
  verified: '近期已通过验证',
  challenged: '刚刚通过验证',
  unverified: '未经验证',
  staff: '本公司员工',
} as const;

const WEEKDAY_WORDS = {
  monday: '星期一',
  tuesday: '星期二',
  wednesday: '星期三',
  thursday: '星期四',
  friday: '星期五',
  saturday: '星期六',
  sunday: '星期日',
} as const satisfies Record<Weekday, string>;

/** Today, tomorrow, a weekday within the week, else the date. */
function dayWords(daysAhead: number, date: string, weekday: Weekday): string {
  if (daysAhead === 0) return '今天';
  if (daysAhead === 1) return '明天';
  if (daysAhead < 7) return WEEKDAY_WORDS[weekday];
  return `${String(Number(date.slice(5, 7)))}月${String(Number(date.slice(8)))}日`;
}

/** `09:00` -> `9点`, `13:30` -> `13点30分`. */
function clockWords(clock: string): string {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  return `${String(hour)}点${minute === 0 ? '' : `${String(minute)}分`}`;
}

const spokenKey = (key: string): string => ({ '*': '星号键', '#': '井号键' })[key] ?? `${key}键`;

const FLAG_WORDS = {
  'no-call': '标记为骚扰，请按 1。',
  'last-call': '您已标记该来电者。撤回标记，请按 3。',
  'earlier-call': '标记为骚扰，请按 1。',
} as const satisfies Record<StaffFlagged['on'], string>;

export const zhCN: Catalog = {
  voice: { name: 'Polly.Zhiyu-Neural', language: 'cmn-CN' },
  speech: 'cmn-Hans-CN',
  numberAbroad: (country, number) => `国际区号 ${country}，${number}`,
  callerByAddress: {
    sip: (user) => `网络电话用户 ${user}`,
    tel: (user) => `网络电话用户 ${user}`,
    client: (user) => `应用用户 ${user}`,
    whatsapp: (user) => `WhatsApp 用户 ${user}`,
  },
  offerThisLanguage: (key) => `中文服务，请按${spokenKey(key)}。`,
  challengeOpening: {
    welcome: (company) => `您好，欢迎致电${company}。请先按键确认。`,
    again: () => '请再试一次。',
    slower: () => '不着急，请慢慢来。',
    'other-language': () => '现在为您使用中文。',
  },
  challenge: {
    voices: [
      { name: 'Polly.Zhiyu-Neural', language: 'cmn-CN' },
      { name: 'Google.cmn-CN-Wavenet-A', language: 'cmn-CN' },
      { name: 'Google.cmn-CN-Wavenet-B', language: 'cmn-CN' },
    ],
    wordings: [
      (keys, again) => `请按 ${keys}。重复：${again}。如需回电，请按 0。`,
      (keys, again) => `回电请按 0，验证请按 ${keys}。重复：${again}。`,
      (keys, again) => `请您按 ${keys}。再报：${again}。如需回电，请按 0。`,
    ],
    then: (first, last) => `${first}，再按 ${last}`,
    clues: {
      sum: (one, other) => [`${String(one)} 加 ${String(other)} 的和`, `${String(one)} 加 ${String(other)}`],
      after: (number) => [`${String(number)} 后面的数`, `${String(number)} 之后`],
      letters: undefined,
    },
  },
  menuOpening: {
    'welcome-back': (company) => `欢迎再次致电${company}。`,
    passed: () => '谢谢。',
    'unknown-key': () => '这个按键没有对应的服务，请再听一遍。',
    silence: () => '不着急，请再听一遍。',
    'other-language': () => '现在为您使用中文。',
    none: () => '',
  },
  menuOption: {
    staff: (key, department) => `联系${department}，请按 ${key}。`,
    report: (key) => `举报来电，请按 ${key}。`,
    'case-status': (key) => `查询进展，请按 ${key}。`,
    'official-number': (key) => `核实来电，请按 ${key}。`,
    person: (key) => `转人工，请按 ${key}。`,
    message: (key) => `留言，请按 ${key}。`,
    repeat: (key) => `重听，请按${spokenKey(key)}。`,
  },
  ourStaff: '工作人员',
  departmentOption: (key, department) => `${department}，请按 ${key}。`,
  questionOpening: {
    first: '',
    'not-understood': '输入有误，请再试一次。',
    silence: '不着急，请慢慢来。',
  },
  question: {
    number: {
      report: '请输入来电号码，按井号键结束。不知道号码，按星号再按井号。举报本机号码，直接按井号。',
      check: '请输入打给您的号码，包括区号，按井号键结束。',
    },
    confirm: (number) => `您输入的是 ${number}。正确请按 1，重新输入请按 2。`,
    reason: '请说出您的姓名和来电事由。',
    appeal: '您的号码已被拦截。如有异议，请按 1 说明理由。',
    'appeal-code': '您的号码已被拦截。请输入举报网页上显示的六位验证码，以提交申诉。',
    category:
      '冒充我们的员工，请按 1。要求先交费用，请按 2。骚扰或威胁，请按 3。广告推销，请按 4。其他情况，请按 5。',
    'at-risk':
      '如果您已向对方转账，或透露了验证码、银行卡信息，请按 1，我们马上为您转接。如果没有，可以挂机。',
    'case-number': '请输入六位案件编号，按井号键结束。',
    'case-pin': '请输入与案件编号一起告知您的四位密码。',
    'staff-pin': '您好，请输入您的密码，按井号键结束。以普通来电继续，请直接按井号键。',
    'staff-quiet': '几个小时内不要振铃？请按 1 到 9 键。',
    'staff-level': '加长验证码，请按 1。陌生来电一律转留言，请按 2。',
    'staff-number': '请输入要加入白名单的号码，按井号键结束。',
  },
  callBack: {
    offer: {
      full: (waits) => `现在无法录制留言，我们很乐意给您回电。需要回电请按 1${waits ? '，或保持通话' : ''}。`,
      'caller-full': (waits) => `您的留言我们已经收到。如需我们回电，请按 1${waits ? '，或保持通话' : ''}。`,
    },
    number: '请输入您希望接听回电的号码，包括区号，按井号键结束。',
    confirm: (number) => `我们会给您回电，号码是 ${number}。正确请按 1，更换号码请按 2。`,
  },
  review: '收听留言，请按 1。重新录制，请按 2。确认无误，可直接挂机。',
  yourMessage: '您的留言是：',
  afterHours: '如果此刻有人正在骗取您的钱款，请按 1。需要留言，请稍候。',
  staffOpening: {
    welcome: '谢谢。',
    flagged: '已标记该来电，对方下次来电须重新验证。',
    'not-flagged': '未作任何更改。',
    unflagged: '标记已撤回，不再作为依据。',
    'no-last-call': '没有您最近接听的来电。',
    'no-messages': '没有更多新留言了。',
    'do-not-disturb-on': '免打扰已开启。',
    'do-not-disturb-off': '免打扰已关闭。',
    'attack-mode-on': '防攻击模式已开启。',
    'attack-mode-off': '防攻击模式已关闭。',
    allowed: '该号码已加入白名单。',
    'listed-already': '该号码已在名单中，请由管理员修改。',
    'not-a-number': '这不是可以加入名单的号码。',
    'unknown-key': '这个按键没有对应的服务。',
    silence: '',
  },
  staffMenu: ({ doNotDisturb, attackMode }) =>
    `标记上一位来电者，请按 1。收听新留言，请按 2。${doNotDisturb ? '关闭' : '开启'}免打扰，请按 3。${attackMode ? '关闭' : '开启'}防攻击，请按 4。添加白名单，请按 5。`,
  staffFlag: (caller, flagged) =>
    `上一位来电是 ${caller ?? '未显示号码'}。${FLAG_WORDS[flagged.on]}${flagged.on === 'earlier-call' ? `撤回${flagged.ending === undefined ? '上一次标记' : `尾号 ${flagged.ending} 的标记`}，请按 3。` : ''}返回，请按 2。`,
  staffMessage: (caller, more) =>
    `留言来自 ${caller ?? '未显示号码'}${more === 0 ? '' : `，还有 ${String(more)} 条`}：`,
  staffCallBack: (number, more) =>
    `请回电 ${number}，对方希望我们回电${more === 0 ? '' : `。还有 ${String(more)} 条`}。`,
  callBackNumber: (caller) =>
    caller === undefined ? '对方号码未显示。' : `号码是 ${caller}。再说一遍：${caller}。`,
  noCallBackNumber: (caller) => `没有可回拨的号码，来电者是${caller}。`,
  staffMessageKeys: '保留请按 1，删除请按 2，收听回电号码请按 3，重听请按星号键。',
  describe: {
    appeal: '请在提示音后说明理由，内容将被录音。说完或跳过，请按井号键。',
    report: '谢谢，举报已受理。请在提示音后说明经过，内容将被录音。说完或跳过，请按井号键。',
  },
  caseOpened: {
    report: (caseNumber, pin) => `您的案件编号是 ${caseNumber}。再说一遍：${caseNumber}。查询密码是 ${pin}。`,
    appeal: (caseNumber, pin) =>
      `您的申诉已受理，案件编号是 ${caseNumber}。再说一遍：${caseNumber}。查询密码是 ${pin}。`,
  },
  caseSms: {
    report: (company, caseNumber, pin) => `${company}：您的举报案件编号是 ${caseNumber}，查询密码 ${pin}。`,
    appeal: (company, caseNumber, pin) => `${company}：您的申诉案件编号是 ${caseNumber}，查询密码 ${pin}。`,
  },
  caseTold: CASE_NEWS_WORDS['zh-CN'],
  newsSms: {
    report: (company, caseNumber, words) => `${company}：关于您的举报 ${caseNumber}：${words}`,
    appeal: (company, caseNumber, words) => `${company}：关于您的申诉 ${caseNumber}：${words}`,
  },
  feedback: (words) => `我们的答复是：${words}`,
  checked: {
    ours: '这是我们的号码。但是来电显示可以伪造，请挂断后主动拨打我们的热线。',
    'not-ours': '这不是我们的号码。请不要向对方转账或透露密码。',
  },
  afterwards: {
    again: '重听请按星号键，也可以直接挂机。',
    'again-or-stay': '重听请按星号键，否则请不要挂机。',
    'again-or-person': '重听请按星号键，人工服务请按 0。',
    'report-or-again': '立即举报请按 1，重听请按星号键。',
  },
  stopTheTransfer: '请立即停止转账。请挂机，马上联系银行并报警。',
  emergencyNumber: (name, number) => `${name}，${number}。再报一遍，${number}。`,
  stayOnTheLine: '如需同时与我们通话，请不要挂机。',
  connecting: (department) => `正在为您接通${department}，请稍候。`,
  voicemailOpening: {
    'asked-for-person': () => '我们的工作人员会给您回电。',
    'challenge-failed': () => '没关系，我们的工作人员会给您回电。',
    withheld: (company) => `您好，欢迎致电${company}。您的号码未显示，请在留言中说出您的电话号码。`,
    chosen: () => '您现在可以留言。',
    screened: (company) => `您好，欢迎致电${company}。请给我们留言，工作人员会逐条收听。`,
    'menu-unanswered': () => '我们很乐意给您回电。',
    'nobody-answered': () => '现在暂时无人接听，我们会给您回电。',
    'after-hours': (company) => `您好，欢迎致电${company}。现在是非工作时间。`,
    siege: () => '谢谢。现在来电非常多，我们的工作人员会给您回电。',
    'many-calls': () => '您在短时间内已多次来电，我们会给您回电。',
    'fraud-now': () => '暂时无人接听。请立即停止转账，先联系银行并报警。您也可以留言，我们会优先收听。',
  },
  opens: ({ daysAhead, date, weekday, clock }) =>
    `服务时间从${dayWords(daysAhead, date, weekday)}${clockWords(clock)}开始。`,
  voicemail: '请在提示音后说出您的姓名、电话和留言，留言将被录音。说完请按井号键，或直接挂机。',
  voicemailAgain: '没有听到您的声音。请在提示音后讲话，留言将被录音。',
  goodbye: {
    conversation: '感谢您的来电，再见。',
    message: '谢谢，您的留言已收到，再见。',
    report: '感谢您的举报，您可以随时来电查询进展，再见。',
    appeal: '谢谢，工作人员会核查您的申诉。查询进展，请用其他电话来电，并提供案件编号和密码，再见。',
    'code-spent': '验证码不正确或已失效，请在举报网页重新获取，再见。',
    'code-unavailable': '暂时无法核对验证码，请几分钟后再来电，再见。',
    'appeal-with-page':
      '谢谢，我们会核查您的申诉。查询进展，请凭案件编号和密码访问举报网页，或用其他电话来电，再见。',
    answer: '感谢您的来电，再见。',
    'no-message': '没有听到留言，欢迎您随时再次来电，再见。',
    'call-back': '谢谢，我们会给您回电，再见。',
    'no-call-back': '您可以随时来电要求回电，再见。',
    staff: '再见。',
    'pin-locked': '密码错误次数过多，请稍后再试，或联系管理员，再见。',
    'pin-unavailable': '暂时无法核对密码，请稍后再试，再见。',
  },
  whisper: ({ company, caller, admission, reason, urgent }) =>
    `${company}热线来电，来自 ${caller ?? '未显示号码'}，${ADMISSION_WORDS[admission]}。${urgent ? '对方称正在被骗。' : ''}${reason === '' ? '' : `事由：${reason}。`}接听请按 1。`,
};
