// What a caller said, made comparable: capped, lower case, without punctuation, every run of digits one 0. Chinese is read in
// simplified characters, and words written to be misread by filters as what they stand for.

export const CONTENT_LANGUAGES = ['en', 'zh'] as const;
export type ContentLanguage = (typeof CONTENT_LANGUAGES)[number];

/** Two minutes of speech. Outside text is capped, and what a caller wants is said by then. */
const MOST_CHARACTERS = 2_000;

export function plainText(text: string, language: ContentLanguage): string {
  const lower = text.slice(0, MOST_CHARACTERS).normalize('NFKC').toLowerCase();
  return language === 'en' ? plainEnglish(lower) : plainChinese(lower);
}

/** Words with a space before and after each. */
const plainEnglish = (lower: string): string =>
  ` ${lower
    .replaceAll(/[^\p{L}\d]+/gu, ' ')
    .replaceAll(/\d[\d ]*/g, '0 ')
    .trim()} `;

/** No spaces or signs at all, but for "+", which stands for "add me". */
const plainChinese = (lower: string): string =>
  undisguised(
    lower.replaceAll(/[+➕](?=[a-z\p{Script=Han}])/gu, '加').replaceAll(/[^\p{L}\d]+/gu, ''),
  ).replaceAll(/\d+/g, '0');

/** Each traditional character before its simplified one: those that the cues are made of. */
const TRADITIONAL =
  '貸贷號号碼码驗验證证帳账戶户賬账銀银錢钱轉转匯汇萬万億亿優优贈赠獎奖領领紅红禮礼積积兌兑換换點点擊击鏈链連连結结網网載载戲戏樂乐樓楼盤盘買买賣卖費费稅税發发單单據据業业務务專专員员經经財财險险資资產产報报穩稳賺赚錄录陸陆開开' +
  '關关閉闭註注冊册儲储體体臺台灣湾臨临門门們们這这裡里裏里時时間间請请問问謝谢電电話话訊讯聯联繫系係系絡络備备檢检測测異异風风凍冻詐诈騙骗舉举訴诉訟讼傳传喚唤檔档調调機机構构馬马盡尽緊紧趕赶騰腾訂订購购貨货價价質质寶宝櫃柜場场' +
  '實实現现週周額额審审擔担無无還还債债過过處处餘余縣县區区國国際际華华東东車车輛辆違违規规罰罚繳缴納纳補补貼贴協协議议簽签約约確确認认個个給给讓让帶带來来動动師师爺爷媽妈兒儿親亲愛爱學学醫医藥药飯饭館馆廳厅遲迟見见氣气溫温雙双' +
  '對对當当從从後后復复裝装飾饰搶抢滿满減减歡欢諮咨詢询賭赌圓圆贏赢壓压數数線线級级會会賓宾儘尽幫帮撥拨聽听說说嗎吗誰谁麼么麽么樣样為为爲为鎖锁鐘钟誤误黃黄顧顾課课習习試试歲岁願愿廠厂廣广養养邊边遠远運运輸输遞递郵邮紙纸紹绍絕绝' +
  '續续總总縮缩織织終终練练純纯紀纪統统綁绑罵骂嚇吓獲获搖摇獨独牽牵獻献環环畫画畢毕癒愈監监種种稱称節节範范簡简紛纷細细徵征幣币';

const SIMPLIFIED: ReadonlyMap<string, string> = new Map(
  Array.from({ length: TRADITIONAL.length / 2 }, (_, i) => [
    TRADITIONAL.charAt(2 * i),
    TRADITIONAL.charAt(2 * i + 1),
  ]),
);

/** Spellings with which advertisers evade filters. Only spellings that nobody uses by accident belong here. */
const DISGUISES: readonly (readonly [RegExp, string])[] = [
  [/[薇葳徽溦崴][芯信心伈訫]|微[芯伈訫]|v信|(?<![a-z])[vw]x/g, '微信'],
  [/[加伽][薇葳徽溦崴]|[加伽]v(?!i)/g, '加微信'],
  [/扣扣|[企起]鹅号|球球号|[加伽]qq?/g, '加qq'],
  [/(?<=[加进入建])[裙峮羣]/g, '群'],
  [/(?:发|fa)(?:嘌|漂|piao)|税嘌/g, '发票'],
  [/[代岱]款|da[iì]款/g, '贷款'],
  [/[采踩]票/g, '彩票'],
  [/[涮唰]单|shua单/g, '刷单'],
  [/ke服/g, '客服'],
  [/投[驻柱]/g, '投注'],
];

const undisguised = (text: string): string =>
  DISGUISES.reduce(
    (plain, [disguise, word]) => plain.replaceAll(disguise, word),
    text.replaceAll(/\p{Script=Han}/gu, (character) => SIMPLIFIED.get(character) ?? character),
  );
