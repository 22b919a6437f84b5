// Error codes of the subscriptions module.
import { defineErrors } from '../../kernel/errors.ts';

defineErrors({ SUBSCRIPTIONS_FULL: 409 });
