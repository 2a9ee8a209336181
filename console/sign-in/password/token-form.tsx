// The door where tokens are pasted.
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Form from '@cloudscape-design/components/form';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import { useState, type ReactNode } from 'react';
import { useWords } from '../../words/index.ts';

export function TokenForm({ onToken }: { readonly onToken: (token: string) => void }): ReactNode {
  const { signIn } = useWords();
  const [text, setText] = useState('');
  const [missing, setMissing] = useState(false);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() === '') setMissing(true);
        else onToken(text.trim());
      }}
    >
      <Form actions={<Button variant="primary">{signIn.signIn}</Button>}>
        <Container header={<Header variant="h2">{signIn.title}</Header>}>
          <FormField
            label={signIn.tokenLabel}
            description={signIn.tokenHint}
            constraintText={signIn.tokenPrivacy}
            errorText={missing ? signIn.tokenMissing : undefined}
          >
            <Input
              type="password"
              autoFocus
              autoComplete={false}
              spellcheck={false}
              value={text}
              onChange={({ detail }) => {
                setText(detail.value);
                setMissing(false);
              }}
            />
          </FormField>
        </Container>
      </Form>
    </form>
  );
}
