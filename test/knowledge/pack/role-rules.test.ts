import { describe, expect, it } from 'vitest';
import { loadPack } from '../../../knowledge/pack.ts';
import { changed, inFolder, refusalOfFiles, SMALL_PACK } from './small-pack.ts';

const LINE = '  plain: 所属の課の長\n';

/** The small pack, its one role found by a rule. */
const ruled = (rule: string) => changed('roles.yaml', LINE, `${LINE}  rule:\n${rule}`);

describe('how a role is found', () => {
  it('need not be said: such a role is no post', async () => {
    const pack = await inFolder(SMALL_PACK, (folder) => loadPack(folder));
    expect(pack.roleRules.size).toBe(0);
    expect(pack.directory).toBeNull();
  });

  it('is read with its clauses', async () => {
    const files = ruled('    held: { by: section-head }\n');
    const { roleRules } = await inFolder(files, (folder) => loadPack(folder));
    expect(roleRules.get('information-manager')).toEqual({
      role: 'information-manager',
      name: '情報管理者',
      plain: '所属の課の長',
      clause: '2.1.3',
      held: { by: 'section-head' },
      deputies: null,
      above: null,
      doubles: null,
    });
  });

  it.each([
    ['PACK_FILE_MALFORMED', 6, '    held: { by: lottery }\n'],
    ['PACK_FILE_MALFORMED', 6, '    held: { by: posts-file, several: yes }\n'],
    [
      'PACK_CLAUSE_UNKNOWN',
      7,
      '    held: { by: section-head }\n    above: { role: information-manager, clause: 9.9 }\n',
    ],
    ['PACK_CLAUSE_UNKNOWN', 6, '    held: { by: appointment, branchHeads: 9.9 }\n'],
    ['PACK_ROLE_UNKNOWN', 7, '    held: { by: section-head }\n    above: { role: mayor }\n'],
    ['PACK_ROLE_UNKNOWN', 6, '    held: { by: bureau-head, unless: { role: mayor, clause: 2.1.1 } }\n'],
    ['PACK_ROLES_CIRCULAR', 7, '    held: { by: section-head }\n    above: { role: information-manager }\n'],
    [
      'PACK_ROLES_CIRCULAR',
      6,
      '    held: { by: system-owner-head, without: { role: information-manager, clause: 2.1.3 } }\n',
    ],
  ])('is refused with %s on line %i: %s', async (code, line, rule) => {
    const { errors } = await refusalOfFiles(ruled(rule));
    expect(errors).toContainEqual(expect.objectContaining({ code, file: 'roles.yaml', line }));
  });
});
