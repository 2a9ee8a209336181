// What callers say: those who want something from the listener, those in trouble of their own, and those who report.

export const NUISANCE_EN =
  'This is officer James Carter from the Social Security Administration. Your social security number has been suspended ' +
  'because of suspicious activity, and a warrant for your arrest has been issued. Press 1 now to speak to an officer, ' +
  'or you must pay the processing fee with gift cards. Do not tell anyone about this call.';
export const HARDSHIP_EN =
  'Hello, my name is Maria. I lost my job last month and I am behind on my loan. I cannot pay everything on Friday. ' +
  'Could someone please call me back about a payment plan? My husband is in the hospital. Thank you.';
export const NUISANCE_ZH =
  '您好，我是公安局的民警，您的银行账户涉嫌洗钱，已经被冻结。请您立即配合调查，把资金转账到安全账户，不要告诉任何人，否则将对您逮捕。';
export const HARDSHIP_ZH =
  '你好，我上个月失业了，这个月的贷款可能还不上，孩子又生病住院，想问一下能不能延期或者分期还款，麻烦给我回个电话，谢谢。';
export const REPORT_EN =
  'A man called me and said he was from your fraud department. He told me to buy gift cards to pay a processing fee.';
