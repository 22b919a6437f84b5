// A form that is one button: what it does, said for screen readers with what it is about.
import type { VNode } from 'preact';
import type { Request } from '../../../kernel/http/route.ts';
import { Button, Form } from '../../../ui/index.ts';

interface SmallFormProps {
  request: Request;
  action: string;
  label: string;
  /** What it is about, where the same words stand several times on a page. */
  about?: string | undefined;
  hidden: Record<string, string>;
  variant?: 'primary' | 'secondary' | 'quiet';
}

export function SmallForm({
  request,
  action,
  label,
  about,
  hidden,
  variant = 'secondary',
}: SmallFormProps): VNode {
  return (
    <Form
      plain
      action={action}
      label={about === undefined ? label : `${label}: ${about}`}
      hidden={{ _csrf: request.csrf, ...hidden }}
    >
      <Button variant={variant} hidden={about}>
        {label}
      </Button>
    </Form>
  );
}
