// Values that stand for themselves in tests.
export const ACCOUNT_SID = `AC${'0'.repeat(31)}1`;
export const AUTH_TOKEN = 'test-auth-token';
export const ADMIN_TOKEN = 'test-admin-token';
export const PUBLIC_URL = 'https://hotline.example.com';
export const HOTLINE = '+13125550100';
export const ADA = '+13125550111';
export const GRACE = '+13125550112';
export const CALLER = '+13125550177';
