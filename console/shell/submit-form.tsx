// A form that is sent by Enter and by its button, and never reloads the page.
import type { ReactNode, RefObject } from 'react';

interface SubmitFormProps {
  readonly onSubmit: () => unknown;
  readonly children: ReactNode;
  readonly className?: string;
  readonly form?: RefObject<HTMLFormElement | null>;
}

export const SubmitForm = ({ onSubmit, children, className, form }: SubmitFormProps): ReactNode => (
  <form
    ref={form}
    className={className}
    onSubmit={(event) => {
      event.preventDefault();
      void onSubmit();
    }}
  >
    {children}
  </form>
);
