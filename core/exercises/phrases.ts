// What staff say, recognised by its wording in English and Chinese. A sentence is matched as a whole, whatever its language.

export const PHRASE_IDS = [
  'stop-paying',
  'bank-or-police',
  'written-request',
  'apology',
  'appeal',
  'call-back',
  'patience',
  'warning',
  'promise',
  'customer-data',
  'secret',
  'accusation',
  'insult',
] as const;
export type Phrase = (typeof PHRASE_IDS)[number];

export const PHRASES: Readonly<Record<Phrase, RegExp>> = {
  'stop-paying':
    /\b(stop|don[’']?t|do not|never)\b[^.?!]{0,20}\b(pay|paying|send|sending|transfer|transferring|transfers?)\b|(停止|不要|别|千万别|请勿)[^。？！]{0,6}(转账|汇款|付款|转钱|打款)/iu,
  'bank-or-police': /\b(bank|police)\b|银行|报警|警方|110|96110/iu,
  'written-request':
    /\b(in writing|written|official letter|request number|by letter|court order|warrant)\b|书面|公函|函件|调证|文书|法律手续/iu,
  apology: /\b(sorry|apologi[sz]e|apologies)\b|抱歉|对不起|不好意思/iu,
  appeal: /\b(appeal|review|unblock|lift the block|look into)\b|申诉|复核|解除拦截|核实处理/iu,
  'call-back':
    /\b(call (you|your [a-z]+) back|call back|ring (you )?back|official number|number (that )?we (have|know)|switchboard)\b|回电|回拨|打回去|官方(号码|电话)|总机/iu,
  patience:
    /\b(take your time|no (hurry|rush)|don[’']?t worry|slowly|one step at a time|i[’']?ll repeat|say (that|it) again)\b|慢慢(来|说|讲)|不着急|别着急|您别急|我再说一遍|没关系/iu,
  warning:
    /\b((end|ending) th(is|e) call|hang(ing)? up|stop calling|don[’']?t call)\b|挂断|结束(本次|这次|此次|这通)?通话|请(您)?(不要|别)再(来电|打)/iu,
  promise:
    /(?<!\b(can[’']?t|cannot|can not|not|never|couldn[’']?t)( \w+)? )\b(promise|guarantee)\b|\bwe(’ll| will) (get|refund|return)[^.?!]{0,20}\bmoney\b|\byou(’ll| will) get (it|your money|everything) back\b|(?<!(不能|无法|没法|不敢|难以)[^。？！]{0,2})(保证|承诺)|(一定|肯定)(能|会|可以)?[^。？！]{0,6}(追回|退回|找回|拿回|解除)/iu,
  'customer-data':
    /\b(his|her|their|the customer[’']?s) [\w ]{0,20}\bis\b|\b(balance|address|account number|card number|date of birth) (of|for|is)\b|(余额|账号|卡号|住址|地址|身份证号码?|手机号码?|生日)(是|为)/iu,
  secret:
    /\b(tell|give|read|send|text) (me|us)\b[^.?!]{0,30}\b(code|password|pin|card number|passcode)\b|\bwhat[’']?s your (password|pin|card number|code)\b|(?<!(不要|别|不会|不能|请勿)[^。？！]{0,8})(告诉|发给|念给|报给|提供给?)(我|我们)[^。？！]{0,8}(验证码|密码|卡号)|您的(验证码|密码|卡号)是(多少|什么)/iu,
  accusation:
    /\byou(’re|'re| are) (a |an )?(fraud|fraudster|scammer|liar|criminal|crook)\b|(您|你)(就?是|才是)(个)?(骗子|诈骗犯|罪犯)/iu,
  insult:
    /\b(idiot|stupid|shut up|damn|moron|go to hell|fool)\b|傻|蠢|笨蛋|白痴|闭嘴|滚开|滚蛋|神经病|有病/iu,
};
