// 登录页，以及登录失效时的提示。
import type { Words } from '../words.ts';

export const SIGN_IN: Words['signIn'] = {
  title: '登录',
  signIn: '登录',
  signedOut: '您已退出登录。',
  expired: '登录已失效，请重新登录。',
  tokenLabel: '令牌',
  tokenHint: '令牌在热线启动时显示在终端中；点击终端中“Console”一行的链接可直接登录。',
  tokenMissing: '请输入令牌。',
  tokenPrivacy: '令牌只保存在此浏览器已打开的标签页中，关闭后即清除。',
  name: '姓名',
  password: '密码',
  code: '身份验证器验证码',
  codeHint: '应用中当前显示的六位数字',
  passwordHint: '忘记密码？请联系管理员重设。',
  nameMissing: '请输入您的姓名。',
  passwordMissing: '请输入您的密码。',
  codeMissing: '请输入验证码。',
  refused: '姓名或密码有误，请核对后重试。',
  codeRefused: '密码或验证码有误。每个验证码只能使用一次，请等应用显示下一个验证码后重试。',
  locked: (minutes) => `登录尝试次数过多。请在 ${String(minutes)} 分钟后重试，或请管理员为您重设密码。`,
  useToken: '使用管理员令牌登录',
  usePassword: '使用姓名和密码登录',
  ownPassword: {
    title: '更改密码',
    now: '当前密码',
    next: '新密码',
    nextHint: '至少 12 个字符。您在其他地方的登录将会失效。',
    again: '再次输入新密码',
    different: '两次输入的密码不一致。',
    change: '更改密码',
    done: '您的密码已更改。',
    refused: '当前密码有误，请重新输入。',
    notTaken: '请换一个新密码：12 至 200 个字符，至少包含四个不同的字符，且不能包含您的姓名。',
  },
  at: (host: string) => `您将在 ${host} 登录，之后回到本页面。`,
  handedOver: '您已重新登录。请关闭此标签页，回到原来的标签页继续操作。',
  againTitle: '请重新登录',
  again: '登录已失效。您正在进行的操作会保留在这里，重新登录后继续。',
  againElsewhere: '登录将在另一个标签页中进行，本页面保持不变。',
  againButton: '在新标签页中登录',
  againRefused: '此令牌同样无效。',
  problems: {
    unreachable: {
      title: '无法连接登录服务',
      advice:
        '请检查网络后重试。如果其他人也无法登录，请管理员检查 oidcIssuer、oidcTokenOrigin 以及登录服务的 CORS 设置。',
    },
    'not-an-issuer': {
      title: '登录服务的设置有误',
      advice: 'oidcIssuer 中的地址不是登录服务的地址，请管理员检查。',
    },
    insecure: {
      title: '只能通过 https 登录',
      advice: '请使用以 https 开头的地址打开本页面。',
    },
    'not-begun-here': {
      title: '这次登录不是在此标签页发起的',
      advice: '登录没有完成。请从本页重新登录，不要使用收藏的登录中间页。',
    },
    denied: {
      title: '登录已取消或被拒绝',
      advice: '请重试，或请管理员为您开通权限。',
    },
    refused: {
      title: '登录服务未能完成登录',
      advice: '请重试。如果再次出现，请把下面的内容发给管理员。',
    },
    'not-accepted': {
      title: '热线不接受这次登录，或登录已失效',
      advice: '请重新登录。如果再次出现，请把下面的内容发给管理员。',
    },
  },
};
