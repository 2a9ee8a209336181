// `hotline staff`.
import { type Commands, json } from '../options.ts';

export const staffCommands: Commands = (program, connection) => {
  const staffCommand = program
    .command('staff')
    .description('show staff members')
    .addOption(json())
    .action(async (flags: { json: boolean }) => {
      const { staff } = await import('./staff.ts');
      await staff(connection(), flags);
    });

  staffCommand
    .command('pin')
    .argument('<number>', 'staff member’s number')
    .argument('<pin>', '4 to 8 digits; "off" removes it')
    .description('set a staff member’s PIN for the staff menu; "off" removes it')
    .action(async (number: string, pin: string) => {
      const { staffPin } = await import('./staff.ts');
      await staffPin(connection(), number, pin);
    });

  staffCommand
    .command('unlock')
    .argument('<number>', 'staff member’s number')
    .description('end the lock after wrong PINs; the PIN does not change')
    .action(async (number: string) => {
      const { unlockStaff } = await import('./staff.ts');
      await unlockStaff(connection(), number);
    });
};
