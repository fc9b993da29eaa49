/** Names and sentences that were replaced by the field's terms: none may come back. As regular expressions. */
export const oldNames: readonly string[] = [
  ...['\\bPatience\\b', '\\bmayPass\\b', '\\bLikelihood\\b', '\\bnotTheirs\\b', '\\bwhatPlays\\b'],
  ...[
    '\\bnextDeparture\\b',
    '\\bfreshPace\\b',
    '\\bquietAfter\\b',
    '\\bsayMvpd\\b',
    '\\bmustTell\\b',
  ],
  ...['\\bcanSignInHere\\b', '\\bkeepRecalled\\b', '\\bdoubtNobody\\b', '\\buntilBack\\b'],
  ...['\\blaterScreens\\b', '\\bcreateVisit\\b', '\\bcreateTripStore\\b', '\\bshowLevers\\b'],
  ...['\\binSpells\\b', '\\bsceneOf\\b', '\\bstartWorld\\b', '\\bsitDown\\b'],
  ...['\\bSofa\\b', '\\bCouchOptions\\b', '\\bwithFeedAhead\\b', '\\bnoStartTexts\\b'],
  ...['with one hand', 'nobody speaks', 'does not march', 'on a shelf', 'leaves the house'],
  ...['helps at once or not at all', 'One look at each letter', 'who came of it'],
];
