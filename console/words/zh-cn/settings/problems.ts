// 设置检查结果的中文说明；接口返回英文，未收录的原样显示。
const KNOWN: readonly (readonly [RegExp, string])[] = [
  [/^must be a number in E\.164 form/, '必须是带国家代码的号码，如 +8613800138000'],
  [/^must be a time from/, '必须是时间，如 09:00'],
  [/^"from" must come before "to"/, '开始须早于结束；跨午夜的时段请拆成两段'],
  [/^must be lower-case letters, digits and hyphens/, '只能使用小写字母、数字和连字符'],
  [/^must be letters, digits and hyphens/, '只能使用字母、数字和连字符'],
  [/^must be a number as callers dial it/, '请按来电者拨打的方式填写号码，如 110 或 95555'],
  [/^must be one key/, '必须是一个按键：0 到 9、* 或 #'],
  [/^must be one of \{"email"/, '请填写有效的邮箱、带国家代码的号码，或 https 地址'],
  [
    /^must be a two-letter country code, like CN or DE, or EEA/,
    '请填写两个字母的国家或地区代码或 EEA，或留空',
  ],
  [/^must be a two-letter country code/, '必须是两个字母的国家或地区代码，如 CN 或 US'],
  [/^must be a currency code/, '必须是货币代码，如 CNY 或 USD'],
  [/^unknown country (.*)/, '没有国家或地区代码 $1'],
  [/^unknown currency (.*)/, '没有货币 $1'],
  [/^enter the company name in the hotline’s language/, '热线默认语言需要填写公司名称'],
  [/^there is no department "(.*)"/, '没有部门“$1”'],
  [/^there is no calendar "(.*)"/, '没有日历“$1”'],
  [/^another department has this id/, '已有其他部门使用此标识'],
  [/^another member of this department/, '本部门已有成员使用此号码'],
  [/^another calendar has this id/, '已有其他日历使用此名称'],
  [/^another option has this key/, '已有其他菜单项使用此按键'],
  [/^must be an IANA time zone/, '必须是时区名称，如 Asia/Shanghai'],
  [/^a department can’t be its own backup/, '不能转至本部门'],
  [/^must be more than elevatedTimes/, '必须大于“加强”的倍数'],
  [/^must be at least the score for /, '不能低于上一项的评分'],
  [/^the menu can have at most (\d+) options/, '选项不能超过 $1 个，请停用一些'],
  [/^add an option that reaches a person/, '菜单中至少保留一项：联系部门、人工服务或留言'],
  [/^at most (\d+) departments can be offered/, '供来电者选择的部门最多 $1 个，请取消一些'],
  [/^callers can choose English/, '来电者可选择英语，请填写英文名称'],
  [/^callers can choose Chinese/, '来电者可选择中文，请填写中文名称'],
  [/^this department has no members/, '本部门没有人员，来电将无人接听，请至少添加一人'],
  [/^this department has no opening hours/, '此部门没有服务时间，请填写服务时间，或移除此部门'],
  [/^callers who choose English hear the company name/, '选择英语的来电者会听到中文公司名称，请填写英文名称'],
  [/^callers who choose Chinese hear the company name/, '选择中文的来电者会听到英文公司名称，请填写中文名称'],
  [/^(\S+) is a pager or voicemail number/, '$1 是寻呼机或语音信箱号码，无人接听，请填写本人的电话'],
  [/^this department does not open in the next 60 days/, '本部门 60 天内没有服务时间，来电者只能留言'],
  [/^key (\S) leads to the department "(.*)", where nobody answers/, '按键 $1 通向部门“$2”，那里无人接听'],
  [/^key (\S) asks for a case number/, '按键 $1 询问受理编号，但来电者既不能通过电话也不能通过网页举报'],
  [/^(\S+) has the right length/, '$1 位数正确，但没有国家分配过这样的号码，请核对'],
  [
    /^guessing the code succeeds in 1 call in (\d+): set at least (\d+) digits/,
    '不听提示、随意按键时，每 $1 通来电就有 1 通能猜中验证码，请设为至少 $2 位',
  ],
  [
    /^guessing the code succeeds in 1 call in (\d+): set at most (\d+) attempts?, or more digits/,
    '不听提示、随意按键时，每 $1 通来电就有 1 通能猜中验证码，请设为最多 $2 次，或增加位数',
  ],
  [/^calendar (\S+) has no holidays for (\d+)/, '日历 $1 没有 $2 年的节假日，填写之前这些日子按平日处理'],
  [
    /^today’s limit of (\d+) minutes is reached/,
    '今日 $1 分钟的上限已用完：午夜之前来电者只能留言；如来电属实，请提高上限',
  ],
  [
    /^(\d+) of today’s (\d+) minutes are used/,
    '今日 $2 分钟已用 $1 分钟：午夜之前只有白名单来电者和正在遭遇诈骗的来电者能接通员工，其他来电者可留言；如来电属实，请提高上限',
  ],
  [
    /^today’s limit of (\d+) text messages? is reached: further ones wait until midnight \((\d+) text messages? /,
    '今日 $1 条短信的上限已用完：已有 $2 条短信等待，将在午夜之后发出；如短信属实，请提高上限',
  ],
  [
    /^today’s limit of (\d+) text messages? is reached/,
    '今日 $1 条短信的上限已用完：其余短信将在午夜之后发出；如短信属实，请提高上限',
  ],
  [/^this is the hotline’s own number/, '不能使用热线自身的号码'],
  [
    /^(\S+) is \S+ hours? (?:west|east) of Greenwich \((\S+)\), where it is (\S+) now:[^.]*\.(?: For .* choose (.*)\.)?$/,
    '$1 是 $2（这类名称的正负号与通常相反），当地现在是 $3。建议选用：$4',
  ],
  [
    /^(\S+) is (\S+) all year, without daylight saving time, and it is (\S+) there now\.(?: For .* choose (.*)\.)?$/,
    '$1 全年为 $2，不实行夏令时，当地现在是 $3。建议选用：$4',
  ],
  [
    /^(\S+) is an outdated name of a time zone, and it is (\S+) there now\.(?: For .* choose (.*)\.)?$/,
    '$1 是已废弃的时区名称，当地现在是 $2。建议选用：$3',
  ],
  [
    /^the settings are too large to be stored: they take (.+ KB) and the limit is (.+ KB); this part takes (.+ KB)/,
    '设置过大，无法保存：共 $1，上限为 $2，其中此部分占 $3',
  ],
  [/^Too small: expected number to be >=?\s*([\d.]+)/, '不能小于 $1'],
  [/^Too big: expected number to be <=?\s*([\d.]+)/, '不能大于 $1'],
  [/^must not be empty|^must say why|^Too small: expected string/, '请填写此项'],
  [/^must be \d+ to (\d+) lowercase letters/, '只能使用小写字母、数字和连字符，最多 $1 个字符'],
  [/^must be an https address without a password/, '请填写 https 地址（不含密码）'],
  [
    /^misp, taxii and csv hand over plain numbers/,
    '所选方式含明文号码，须填写法律依据；否则请只选择加密比对值',
  ],
  [/^the span ends before it begins/, '结束日期早于开始日期'],
  [/^"(.*)" has too few digits/, '“$1”位数太少'],
  [/^"(.*)" has too many digits/, '“$1”位数太多'],
  [/^"(.*)" has the wrong number of digits/, '“$1”的位数不符合该国家或地区的规则'],
  [/^"(.*)" has no area code/, '“$1”缺少区号'],
  [/^"(.*)" is a masked number/, '“$1”是打码后的号码，请输入完整号码'],
  [/^"(.*)" (?:is|has|starts|matches)/, '“$1”不是有效的电话号码'],
  [/^Too big: expected string to have <=?\s*(\d+)/, '不能超过 $1 个字符'],
  [/^Too small: expected array/, '至少需要一项'],
  [/^Too big: expected array to have <=?\s*(\d+)/, '不能超过 $1 项'],
  [/^Invalid input: expected (number|int)/, '请填写数字'],
  [/^Invalid input: expected (string|undefined)/, '请填写此项'],
  [/^Invalid option/, '请选择一项'],
  [/^Invalid ISO date/, '请填写日期，如 2026-10-01'],
  [
    /^must be one or more certificates in PEM form/,
    '必须是 PEM 格式的证书，以 -----BEGIN CERTIFICATE----- 开头',
  ],
  [/^must be an address that starts with https?/, '必须是以 http:// 或 https:// 开头的地址'],
  [/^must be the name of a host/, '请填写主机名、域名或合作机构名称，如 hooks.example.cn'],
  [/^must name the contract or filing/, '请填写合同或备案编号'],
  [
    /^(\S+|Twilio \S+) is in (\w+), outside of (\w+), and .* \((.+?)\)\. Choose .* \((\S+)\)\.$/,
    '$1 位于 $2，不在 $3 之内（$4）。请改用境内的地址，或在“例外”中填写 $5 的出境依据',
  ],
  [
    /^(\S+) is in many countries, not only in (\w+), and .* \((.+?)\)\. Do without .* \((\S+)\)\.$/,
    '$1 分布于多个国家，不限于 $2（$3）。请停用，或在“例外”中填写 $4 的出境依据',
  ],
  [
    /^it is not known in which country (\S+) is, and .* \((.+?)\)\. Enter .* \((\S+)\)\.$/,
    '$1 所在的国家或地区未知（$2）。请在“所在地”中填写，或在“例外”中填写 $3 的出境依据',
  ],
  [/^Invalid email/, '请填写有效的邮箱'],
  [/^Unrecognized keys?: (.*)/, '未知字段：$1'],
];

export function problem(text: string): string {
  const known = KNOWN.find(([pattern]) => pattern.test(text));
  if (known === undefined) return text;
  const [pattern, words] = known;
  const found = pattern.exec(text) ?? [];
  return words.replace(/\$(\d)/g, (_, place: string) => zonesInChinese(found[Number(place)] ?? ''));
}

/** "Asia/Shanghai (20:26 now) or …" */
const zonesInChinese = (text: string): string =>
  text.replaceAll(/ \((\d\d:\d\d) now\)(?: or )?/g, '（现在 $1） ').trim();
