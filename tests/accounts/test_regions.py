"""Which regions are facts of the story: where it was felt, in own sentences. What counts stands in ``[[ ]]``; all else named does not."""

from __future__ import annotations

import pytest

from extractor.accounts import regions
from tests.accounts.marked import found, missed_and_wrong


@pytest.mark.parametrize(
    "sentence",
    [
        "Customers in [[Kenya]] and [[Uganda]] could not send money.",
        "The outage hit [[Nairobi]] and [[Mombasa]] hardest.",
        "Subscribers across [[northern England]] lost their signal.",
        "Users in [[Japan]], [[Taiwan]] and [[the Philippines]] reported errors.",
        "The fault lay in a data centre in [[Frankfurt]].",
        "Trains stood still from [[Hamburg]] to [[Munich]].",
        "[[Ohio]] hospitals went back to paper.",
        "Calls to 911 failed in parts of [[Nebraska]], [[Nevada]] and [[South Dakota]].",
        "The disruption was felt [[worldwide]].",
        "Players [[across the globe]] were kicked out.",
        "A cut cable left [[Tonga]] offline.",
        "Requests to [[eu-central-1]] returned errors.",
        "Virtual machines in [[West Europe]] were unreachable.",
        "In [[Toronto]], commuters could not tap in.",
        "The [[Dublin]] region of the cloud went dark.",
        "Service was restored in [[Sydney]] first, then in [[Perth]].",
        "Customers on the [[West Coast]] were the first to notice.",
        "[[New Zealand]]'s ATMs stopped working.",
        "Students in [[Scotland]] could not see their results.",
        "Broadband went down in [[Kent]], [[Surrey]] and [[Sussex]].",
        "The outage map showed hot spots in [[Chicago]], [[Dallas]] and [[Atlanta]].",
        "Shops in [[Cork]] and [[Galway]] took cash only.",
        "[[Britain]]'s hospitals fell back on paper.",
        "Libraries in [[Hexham]], [[Morpeth]] and [[Alnwick]] lent books by hand.",
        "A nurse in [[Ennis]] said she could not open a single chart.",
        "In the village of [[Lower Slaughter]], the only cash machine went dark.",
        "Tills stopped in [[Palakkad]] and [[Thrissur]].",
        "Drivers across [[Gauteng]] could not pay tolls.",
        "Signal was lost from [[Whitby]] to [[Scarborough]].",
        "People in the [[Waikato]] district lost mobile coverage.",
        "Customers near [[Tamworth]] reported no service.",
        "In [[Dayton]], Ohio, the 911 line went dead.",
        "Schools around [[Ballarat]] sent pupils home.",
        "The servers stand in a hall in [[Roubaix]].",
        "The fire destroyed a data centre at [[Strasbourg]].",
        "Power failed at its site in [[Slough]], west of London.",
        "[[Lagos]] was hit hardest, followed by [[Ibadan]].",
        "Half of [[Vermont]] lost its emergency line.",
        "The app failed for users in [[Quito]] at noon.",
        '"We could not issue one invoice," said the owner of a courier business in [[Slough]].',
        "A [[Sharjah]]-based café could not take cards.",
        "Downloads crawled in the north of [[Ohio]].",
        "In [[Moyross]], Dermot Ward was unable to top up his meter.",
        "Users in [[Germany]], [[Austria]] and [[Switzerland]] saw blank pages.",
    ],
)
def test_all_that_count_and_no_others(sentence: str) -> None:
    assert missed_and_wrong(regions, sentence) == ([], [])


@pytest.mark.parametrize(
    "sentence",
    [
        "The San Jose-based company said it was sorry.",
        "The Irish regulator has opened an inquiry.",
        '"It was bound to happen," said an analyst in Boston.',
        "The firm, headquartered in Stockholm, has 2,000 employees.",
        "Officials in Brussels want answers.",
        "The failure began at 9am London time.",
        "Shares in New York fell 3 per cent.",
        "Bank of Ireland was not involved.",
        "The company was founded in Helsinki in 2009.",
        "Hackers from Russia claimed the attack, without evidence.",
        "A professor at the University of Cambridge called it predictable.",
        "Senators in Washington demanded a hearing.",
        "Services in Asia were not affected.",
        "The company has 400 million users worldwide.",
        "The bug was in Kubernetes, the firm said.",
        "A flaw in OpenSSL was to blame.",
        "Payments resumed in Safe Mode.",
        "It has offices in Lisbon, Warsaw and Austin.",
        "Germany's data watchdog has asked for a report.",
        "France launched an inquiry on Tuesday.",
        "Japan's NTT said its own network was fine.",
        '"This will happen again," said a payments specialist in Geneva.',
        "According to an independent technologist in Lyon, the design was flawed.",
        "Its chief technology officer, speaking in Barcelona, apologised.",
        "The company is the largest bank in the country.",
        "Traffic was moved to servers in Oregon.",
        "The Lagos-listed lender said its branches were open.",
        "It was founded by two engineers from Kraków.",
        "Shares closed lower in Tokyo.",
        "India's Reserve Bank has fined the lender before.",
        "The technicians flew in from Austria.",
        "Kestrel's headquarters are in Redmond.",
        "Markets fell on worries about Greece.",
        "Experts doubt that the group has anything to do with Sudan.",
        "An alarm went off in the firm's operations centre in Cluj.",
        "Investors blamed the outage for a slide in Televisora's shares.",
        "A Swedish web pharmacy turned prescriptions away.",
        "Sensors in Hall C raised the first alarm.",
    ],
)
def test_mere_mentions_do_not_count(sentence: str) -> None:
    assert found(regions, sentence) == []
