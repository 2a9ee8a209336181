// A section of plain fields, one below the other in a calm column.
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';

interface FieldsSectionProps {
  readonly title?: string;
  readonly description?: string | undefined;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

export function FieldsSection({ title, description, actions, children }: FieldsSectionProps): ReactNode {
  return (
    <Container
      header={
        title !== undefined && (
          <Header variant="h3" description={description} actions={actions}>
            {title}
          </Header>
        )
      }
    >
      <SpaceBetween size="l">{children}</SpaceBetween>
    </Container>
  );
}
