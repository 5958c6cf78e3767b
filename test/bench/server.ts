import { phoneOperations } from './phones';
import { answerCalls } from './process';

/* The process of the phone systems. */
answerCalls(phoneOperations());
