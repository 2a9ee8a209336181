// The contracts of the store, held to the database of maps too: whatever the stories and the simulator see of it is what a
// real engine would have shown them.
process.env.TEST_ENGINE = 'memory';
await import('../store/contract.test.ts');
await import('../store/audit.test.ts');
await import('../store/retention.test.ts');
await import('../store/past-period.test.ts');
await import('../store/feeds.test.ts');
await import('../store/register.test.ts');
