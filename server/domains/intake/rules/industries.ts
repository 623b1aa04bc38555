/** Names of industries as people write them, so that a slip such as `technolgy` is noticed. */
export const industries: readonly string[] =
  'accounting|advertising|aerospace|agriculture|apparel|architecture|automotive|aviation|banking|biotechnology|chemicals|communications|construction|consulting|consumer goods|cosmetics|defense|distribution|education|electronics|employment|energy|engineering|entertainment|environmental|fashion|finance|financial services|food|furniture|gaming|government|healthcare|health care|hospitality|human resources|information technology|insurance|internet|investment|legal|legal services|logistics|machinery|manufacturing|marketing|media|medical|mining|nonprofit|pharmaceutical|pharmaceuticals|publishing|real estate|recreation|restaurants|retail|security|services|shipping|software|sports|technology|telecommunications|textiles|tourism|transportation|travel|utilities|wholesale'.split(
    '|',
  )
