import { defineRefusal } from '#base';

export const linkUnreachable = defineRefusal<Record<string, never>>({
  code: 'country.line-cut',
  kind: 'unreachable',
  message: () => 'The line to central is cut.',
  next: 'Work goes on; what is saved here is sent when the line is back.',
});
