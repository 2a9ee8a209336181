// Mandarin, in simplified characters.
import type { Weekday } from '../../core/hours/hours.ts';
import { CASE_NEWS_WORDS } from './case-news.ts';
import type { Catalog, Spoken, StaffFlagged } from './catalog.ts';

const ADMISSION_WORDS = {
  'never-block': '保护名单号码',
  allowlisted: '白名单号码',
  verified: '近期已验证',
  challenged: '本次已验证',
  unverified: '未验证',
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

/** 今天, 明天 and 后天, a weekday within the week, else the date. */
function dayWords(daysAhead: number, date: string, weekday: Weekday): string {
  if (daysAhead === 0) return '今天';
  if (daysAhead === 1) return '明天';
  if (daysAhead === 2) return '后天';
  if (daysAhead < 7) return WEEKDAY_WORDS[weekday];
  return `${String(Number(date.slice(5, 7)))}月${String(Number(date.slice(8)))}日`;
}

/** Each part of the day, by the hour that follows its last one. */
const DAY_PARTS = [
  { until: 6, words: '凌晨' },
  { until: 12, words: '上午' },
  { until: 13, words: '中午' },
  { until: 18, words: '下午' },
  { until: 24, words: '晚上' },
] as const;

/** `09:00` -> `上午9点`, `13:30` -> `下午1点半`, `19:05` -> `晚上7点零5分`. */
function clockWords(clock: string): string {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  const part = DAY_PARTS.find(({ until }) => hour < until)?.words ?? '';
  return `${part}${String(hour > 12 ? hour - 12 : hour)}点${minuteWords(minute)}`;
}

function minuteWords(minute: number): string {
  if (minute === 0) return '';
  if (minute === 30) return '半';
  return `${minute < 10 ? '零' : ''}${String(minute)}分`;
}

/** What follows 请按: the two signs by name, a figure after a space. */
const spokenKey = (key: string): string => ({ '*': '星号键', '#': '井号键' })[key] ?? ` ${key}`;

const FLAG_WORDS = {
  'no-call': '标记为骚扰，请按 1。',
  'last-call': '已标记该来电。撤回标记，请按 3。',
  'earlier-call': '标记为骚扰，请按 1。',
} as const satisfies Record<StaffFlagged['on'], string>;

/** What stands before the full stop of a message, about those that follow it. */
const moreWords = (more: number): string => (more === 0 ? '' : `，后面还有 ${String(more)} 条`);

/** Both numbers are said twice, because callers write them down. */
const caseWords = (caseNumber: Spoken, pin: Spoken): string =>
  `${caseNumber}。再说一遍：${caseNumber}。查询码是 ${pin}。再说一遍：${pin}。`;

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
    welcome: (company) => `您好，欢迎致电${company}。请按键验证。`,
    again: () => '没关系，我们换一组数字再试一次。',
    slower: () => '您别着急，慢慢来。',
    'other-language': () => '已为您切换到中文服务。',
  },
  challenge: {
    voices: [
      { name: 'Polly.Zhiyu-Neural', language: 'cmn-CN' },
      { name: 'Google.cmn-CN-Wavenet-A', language: 'cmn-CN' },
      { name: 'Google.cmn-CN-Wavenet-B', language: 'cmn-CN' },
    ],
    wordings: [
      (keys, again) => `请按 ${keys}。再说一遍：${again}。人工回电，请按 0。`,
      (keys, again) => `回电请按 0，继续请按 ${keys}。再说一遍：${again}。`,
      (keys, again) => `请按 ${keys}。重复一遍：${again}。人工回电，请按 0。`,
    ],
    then: (first, last) => `${first}，再按 ${last}`,
    clues: {
      sum: (one, other) => [`${String(one)} 加 ${String(other)} 的和`, `${String(one)} 加 ${String(other)}`],
      after: (number) => [`${String(number)} 后面的数`, `${String(number)} 之后`],
      letters: undefined,
    },
  },
  menuOpening: {
    'welcome-back': (company) => `您好，欢迎再次致电${company}。`,
    passed: () => '谢谢您。',
    'unknown-key': () => '抱歉，没有这个选项，请重新选择。',
    silence: () => '您别着急，我再说一遍。',
    'other-language': () => '已为您切换到中文服务。',
    none: () => '',
  },
  menuOption: {
    staff: (key, department) => `${department}，请按 ${key}。`,
    report: (key) => `举报诈骗，请按 ${key}。`,
    'case-status': (key) => `查询进度，请按 ${key}。`,
    'official-number': (key) => `核实来电，请按 ${key}。`,
    person: (key) => `人工服务，请按 ${key}。`,
    message: (key) => `留言，请按 ${key}。`,
    'personal-data': (key) => `个人信息，请按 ${key}。`,
    repeat: (key) => `重听，请按${spokenKey(key)}。`,
  },
  ourStaff: '业务咨询',
  departmentOption: (key, department) => `${department}，请按 ${key}。`,
  questionOpening: {
    first: '',
    'not-understood': '抱歉，输入有误，请您再试一次。',
    silence: '您别着急，慢慢来。',
  },
  question: {
    number: {
      report: '请输入可疑来电的号码，座机请加区号，按井号键结束。不知道号码，请按星号键，再按井号键。',
      check: '请输入打给您的号码，座机请加区号，按井号键结束。',
    },
    confirm: (number) => `您输入的号码是 ${number}。正确请按 1，重新输入请按 2。`,
    reason: '请说出您的姓名和要咨询的问题，我们会转告工作人员。',
    appeal: '您好，您的号码近期有被标记或举报的记录，系统已自动拦截。如有异议，请按 1 申诉，由人工复核。',
    'appeal-code': '您好，系统已自动拦截您的号码。如需申诉，请输入举报网页上显示的六位申诉码。',
    category:
      '请选择：冒充本公司，请按 1。要求先交费用，请按 2。骚扰或威胁，请按 3。广告推销，请按 4。其他情况，请按 5。',
    'at-risk': '如果您已向对方转账，或透露了验证码、银行卡信息，请按 1，马上为您转接。没有的话，可以挂机。',
    'case-number': '请输入六位受理编号，按井号键结束。',
    'case-pin': '请输入受理时告知您的四位查询码，不是银行卡密码。',
    'personal-data': '查阅个人信息请按 1，删除请按 2，提出异议请按 3，或输入网页上的验证码，按井号键结束。',
    'proof-call': (company) =>
      `这里是${company}。有人在网站上查询本号码。如是您，请输入网页验证码，按井号键结束。`,
    'staff-pin': '您好，请输入员工密码，按井号键结束。如需普通服务，请直接按井号键。',
    'staff-quiet': '免打扰几个小时？请按 1 到 9。',
    'staff-level': '加强等级，加长验证，请按 1。紧急等级，陌生来电转留言，请按 2。',
    'staff-number': '请输入要加入白名单的号码，座机请加区号，按井号键结束。',
  },
  callBack: {
    offer: {
      full: (waits) =>
        `抱歉，目前无法录制留言，我们可以给您回电。需要回电，请按 1${waits ? '，或稍候' : ''}。`,
      'caller-full': (waits) => `您的留言已收到。需要回电，请按 1${waits ? '，或稍候' : ''}。`,
    },
    number: '请输入接听回电的号码，座机请加区号，按井号键结束。',
    confirm: (number) => `我们会给您回电，号码是 ${number}。正确请按 1，更换号码请按 2。`,
  },
  review: '收听留言，请按 1。重新录制，请按 2。确认无误，可直接挂机。',
  yourMessage: '以下是您的留言。',
  afterHours: '如果您正在被骗，或刚刚给对方转过账，请按 1。需要留言，请稍候。',
  staffOpening: {
    welcome: '验证通过。',
    flagged: '已标记为骚扰，对方下次来电需重新验证。',
    'not-flagged': '未作更改。',
    unflagged: '标记已撤回。',
    'no-last-call': '没有可以标记的来电。',
    'no-messages': '没有更多新留言。',
    'do-not-disturb-on': '免打扰已开启。',
    'do-not-disturb-off': '免打扰已关闭，来电恢复振铃。',
    'attack-mode-on': '防攻击模式已开启。',
    'attack-mode-off': '防攻击模式已关闭。',
    allowed: '该号码已加入白名单。',
    'listed-already': '该号码已在名单中，如需修改，请联系管理员。',
    'not-a-number': '号码无效，无法加入名单。',
    'unknown-key': '没有这个选项，请重新选择。',
    silence: '员工指南在控制台的指南页。',
  },
  staffMenu: ({ doNotDisturb, attackMode }) =>
    `标记上一通来电，请按 1。收听新留言，请按 2。${doNotDisturb ? '关闭' : '开启'}免打扰，请按 3。${attackMode ? '关闭' : '开启'}防攻击，请按 4。添加白名单，请按 5。`,
  staffFlag: (caller, flagged) =>
    `上一通来电：${caller ?? '未显示号码'}。${FLAG_WORDS[flagged.on]}${flagged.on === 'earlier-call' ? `撤回${flagged.ending === undefined ? '上一次标记' : `尾号 ${flagged.ending} 的标记`}，请按 3。` : ''}返回，请按 2。`,
  staffMessage: (caller, more) =>
    `${caller === undefined ? '未显示号码' : `${caller} `}的留言${moreWords(more)}。`,
  staffCallBack: (number, more) => `请回电 ${number}，对方要求回电${moreWords(more)}。`,
  callBackNumber: (caller) =>
    caller === undefined ? '对方未显示号码，无法回拨。' : `号码是 ${caller}。再说一遍：${caller}。`,
  noCallBackNumber: (caller) => `对方是${caller}，没有号码，无法回拨。`,
  messageHeld: '这条留言已依法保留，不能删除。',
  staffMessageKeys: '保留请按 1，删除请按 2，收听来电号码请按 3，重听请按星号键。',
  describe: {
    appeal: '请在提示音后说明申诉理由。说完或跳过，请按井号键。',
    report: '谢谢，您的举报已受理。请在提示音后说明经过。说完或跳过，请按井号键。',
  },
  caseOpened: {
    report: (caseNumber, pin) => `请记下，您的受理编号是 ${caseWords(caseNumber, pin)}`,
    appeal: (caseNumber, pin) => `请记下，申诉受理编号是 ${caseWords(caseNumber, pin)}`,
  },
  caseSms: {
    report: (company, caseNumber, pin) =>
      `【${company}】您的举报受理编号为 ${caseNumber}，查询码 ${pin}，可凭此查询处理进度，请勿告知他人。`,
    appeal: (company, caseNumber, pin) =>
      `【${company}】您的申诉受理编号为 ${caseNumber}，查询码 ${pin}，可凭此查询处理进度，请勿告知他人。`,
  },
  caseTold: CASE_NEWS_WORDS['zh-CN'],
  newsSms: {
    report: (company, caseNumber, words) => `【${company}】关于您的举报 ${caseNumber}：${words}`,
    appeal: (company, caseNumber, words) => `【${company}】关于您的申诉 ${caseNumber}：${words}`,
  },
  feedback: (words) => `答复如下：${words}`,
  extended: (date, reason) => `我们还需要一些时间，将在${date}前答复您。原因是：${reason}`,
  checked: {
    ours: '这是本公司的号码，但来电显示可以伪造。凡是让您转账、要验证码的，都不要相信。',
    'not-ours': '这不是本公司的官方号码，请警惕诈骗。不要转账，也不要透露密码和验证码。',
  },
  afterwards: {
    again: '重听请按星号键，也可以直接挂机。',
    'again-or-stay': '重听请按星号键，否则请不要挂机。',
    'again-or-person': '重听请按星号键，人工服务请按 0。',
    'report-or-again': '立即举报请按 1，人工服务请按 0，重听请按星号键。',
  },
  stopTheTransfer: '请立即停止转账，马上挂机，联系银行并报警。',
  emergencyNumber: (name, number) => `${name}：${number}。再说一遍：${number}。`,
  stayOnTheLine: '如需人工服务，请不要挂机。',
  connecting: (department) => `正在为您转接${department}，请稍候。`,
  voicemailOpening: {
    'asked-for-person': () => '好的，工作人员会给您回电。',
    'challenge-failed': () => '没关系，工作人员会给您回电。',
    withheld: (company) => `您好，欢迎致电${company}。您的来电未显示号码，请在留言中说出联系电话。`,
    chosen: () => '好的，请您留言。',
    screened: (company) => `您好，欢迎致电${company}。每一条留言，我们都会收听。`,
    'menu-unanswered': () => '没有收到您的选择，我们会给您回电。',
    'nobody-answered': () => '抱歉，暂时无人接听，我们会尽快回电。',
    'after-hours': (company) => `您好，欢迎致电${company}。现在是非服务时间。`,
    siege: () => '谢谢您。目前来电较多，工作人员会给您回电。',
    'many-calls': () => '您近期的来电我们都有记录，会尽快给您回电。',
    'fraud-now': () =>
      '抱歉，暂时无人接听。请立即停止转账，马上挂机，联系银行并报警。您也可以留言，我们优先处理。',
  },
  opens: ({ daysAhead, date, weekday, clock }) =>
    `我们将于${dayWords(daysAhead, date, weekday)}${clockWords(clock)}恢复服务。`,
  voicemail: '请在提示音后留言，说出姓名、电话和事由。说完请按井号键或挂机。',
  voicemailReplacement: '请在提示音后重新留言，留言同样会录音。说完请按井号键或挂机。',
  voicemailAgain: '没有听到您的留言。请在提示音后说话，留言将被录音。',
  requestOpened: {
    copy: (day) => `您要求查阅、复制个人信息的请求已受理，我们将在 ${day}之前答复。`,
    correct: (day) => `您要求更正个人信息的请求已受理，我们将在 ${day}之前答复。`,
    erase: (day) => `您要求删除个人信息的请求已受理，我们将在 ${day}之前答复。`,
    object: (day) => `您提出的异议已受理，将由人工处理，我们将在 ${day}之前答复。`,
    explain: (day) => `您要求说明理由的请求已受理，我们将在 ${day}之前答复。`,
  },
  goodbye: {
    conversation: '感谢您的来电，再见。',
    message: '您的留言已收到，谢谢您，再见。',
    report: '我们会尽快处理，您可凭受理编号和查询码查询进度，再见。',
    appeal: '您的申诉将由人工复核。查询进度，请用其他电话拨打热线，并输入受理编号和查询码，再见。',
    'code-spent': '验证码不正确或已失效，请在网页上重新获取，再见。',
    'code-unavailable': '抱歉，暂时无法核对，请几分钟后再拨，再见。',
    'number-hidden': '您的来电未显示号码，无法确认是您本人的信息。请书面提交，或显示号码后再拨，再见。',
    'appeal-with-page':
      '您的申诉将由人工复核。您可凭受理编号和查询码，在举报网页或用其他电话查询进度，再见。',
    answer: '感谢您的来电，再见。',
    'no-message': '没有听到您的留言，欢迎您再次来电，再见。',
    'call-back': '好的，我们会尽快回电，再见。',
    'no-call-back': '如需回电，欢迎您再次来电，再见。',
    'in-writing': (site) => `好的，没有录音。您可以在我们的网页上书面提交，网址是 ${site}，再见。`,
    'not-recorded': '好的，没有录音。请在服务时间再次来电，再见。',
    staff: '再见。',
    'pin-locked': '密码错误次数过多，已暂时锁定。请稍后再试，或联系管理员，再见。',
    'pin-unavailable': '暂时无法验证密码，请稍后再试，再见。',
  },
  inWritingSms: (company, url) => `【${company}】您可以在此书面提交：${url}`,
  whisper: ({ company, caller, admission, reason, urgent }) =>
    `${company}热线来电。${urgent ? '紧急，对方称遇到诈骗。' : ''}${caller === undefined ? '未显示号码' : `号码 ${caller}`}，${ADMISSION_WORDS[admission]}。${reason === '' ? '' : `对方说：${reason}。`}接听请按 1。`,
};
