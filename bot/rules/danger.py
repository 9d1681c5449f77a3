"""
Words that may mean danger to life, violence, a child in danger, an overdose or a fire.

It finds words and never judges meaning: «jeg vil ikke dø» and «jeg vil dø» are the same here. The
only answer is «may mean danger», with the groups that decide which numbers stand first. What is
found is never held back for it. Source: facts.md §2, «Crisis behaviour».
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

Group = Literal["life", "overdose", "child", "violence", "fire"]
GROUPS: tuple[Group, ...] = ("fire", "overdose", "life", "violence", "child")

# ø and æ are letters of their own and do not come apart; people without them write o and ae.
_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "đ": "d", "ð": "d", "ł": "l", "ß": "ss"})
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘´`ʼ"))
_LONG = re.compile(r"([^\W\d_])\1{2,}")
_AA = re.compile(r"aa+")
_BETWEEN = re.compile(r"[\W_]+")
LONGEST = 8192

# What stands for many: a capital name in the phrases below.
_SHORTHAND = {
    "NOT": "(?:ikke|ikkje|ikkj|ikje|ikk|ike|kke|itj|itte|ikkee|aldri|aldrig)",
    "I": "(?:jeg|eg|jei|je|jag|i|ae)",
    "MORE": "(?:mer|meir|mere|lenger|lengre|lengere|lengar|livet|dette|det)",
    "ME": "(?:meg|mae|mei|mej|me)",
    "THEM": "(?:meg|mae|mei|mej|oss|henne|ham|dem|dei|deg|dae|noen|nokon|folk|barn|barnet|barna|"
    "ungen|ungene|ungane|ungan|ongan|sonnen|sonen|datteren|dattera|dottera|dotra|babyen|kona|mannen|mamma|pappa|"
    "moren|mora|faren|far|mor|broren|soster|sostera|kjaeresten|samboeren|dama|typen)",
    "KIDS": "(?:barn|barnet|barna|ungen|ungene|ungane|ungan|ongan|sonnen|sonen|datteren|dattera|"
    "dottera|dotra|babyen|smabarn)",
    "WHO": "(?:han|hun|ho|hu|de|dei|dem|mannen|kona|faren|moren|mora|pappa|mamma|eksen|samboeren|"
    "kjaeresten|typen|dama|naboen|noen|nokon)",
    "US": "(?:me|us|him|her|them|my \\w+|the (?:kids|children|baby|child)|someone|somebody)",
}

_LIFE = """
selvmord\\w* | sjolvmord\\w* | sjolmord\\w* | selmord\\w* | selvmor | selvmort\\w* | suicid\\w* | suisid\\w*
selvskad\\w* | sjolvskad\\w* | selvdrap\\w* | avskjedsbrev\\w*
(?:ta|tar|tok|tatt|teke|tek|tatt) (?:mitt |mit |sitt )?(?:eget |eige )?liv(?:et)? (?:av|mitt|sitt|ditt)
(?:ta|tar|tok|tatt|tek|avslutt\\w*|ende) (?:mitt|mit) (?:eget |eige )?liv
(?:avslutt\\w*|gjor\\w* slutt pa|far? slutt pa) (?:livet|alt|det hele|det heile|alt sammen)
(?:vil|vill|onsk\\w*|ynskj\\w*|ork\\w*|gidd\\w*|makt\\w*|klar\\w*|lyst til) (?:I )?NOT (?:a )?lev[ea]
NOT (?:lyst|lysst) (?:til )?(?:a )?lev[ea]
NOT (?:a )?lev[ea] (?:mer|meir|mere|lenger|lengre|lengar|slik|sann|sann her)
(?:ork\\w*|klar\\w*|takl\\w*|makt\\w*|grei\\w*|holde?r? ut|held ut) (?:I )?NOT (?:MORE ){0,2}(?:mer|meir|mere|lenger|lengre|lengar|livet)
(?:ingenting|noe|noko|noen ting|ingen grunn til|mer|meir) a lev[ea] for
(?:vil|vill|skal|onsker|ynskjer|lyst til|lyst|kommer til|kjem til|holder pa|helde pa|held pa|klar til) (?:I )?(?:(?:NOT|bare|berre|helst|a|og) ){0,4}(?:do|doy|doe|doie)
(?:jeg|eg|at jeg|om jeg|hvis jeg|viss eg) (?:bare |berre )?(?:var|er|vaere|vore) (?:bare |berre )?(?:dod|daud|dau)
(?:vil|onsker|ynskjer) (?:bare |berre |a )*(?:vaere|vere) (?:dod|daud)
(?:bedre|best|betre) (?:\\w+ ){0,3}uten meg | (?:bedre|best|betre) (?:\\w+ ){0,2}(?:jeg|eg) NOT (?:fantes|fanst|var her|levde)
(?:vil|haper|hapar|onsker) (?:I )?(?:bare |a |at )*(?:I )?NOT (?:a )?vakn\\w*
(?:forsvinne|borte|vekk) for (?:godt|alltid) | farvel for alltid
hopp\\w* (?:\\w+ )?(?:fra|foran|utfor|utenfor|av) (?:en |ei |et )?(?:bru|brua|bro|broen|tog|toget|banen|t banen|balkong|balkongen|taket|stupet)
(?:heng|henge|hengt|hengte|kvele|drukne|skyte|skyt|skadar?|skade|skader|skadet|kutt|kutte|kutter|kuttet|kutta|skjaere|skjaerer|skar|brenne) (?:jeg |eg )?ME
drep\\w* (?:I )?(?:ME|meg sjol|meg sjolv) | kverk\\w* ME | ende det hele | ta kvelden for godt
pulsar\\w* | kutter ME selv
(?:far|fikk|greier|klarer) NOT (?:til )?(?:a )?(?:puste|pusta|pust) | (?:puster|pustar|puste) NOT
(?:vakner|vaknar|vakne) NOT | bevisstlos\\w* | medvitslaus\\w* | livlos\\w* | hjertestans\\w* | hjerteinfarkt\\w* | hjartestans\\w*
(?:blor|bloder|blor) (?:veldig |sa |fra |kraftig |mye |mykje ){1,2}
(?:kill|killing|hang|hanging|hurt|hurting|harm|harming|cut|cutting|shoot|shooting|drown) (?:my ?self|mysel|meself) | kms
(?:want|wanna|wish|going|ready) (?:to |i |was )*(?:die|dead|be dead) | (?:wish|wished) i (?:was|were) (?:dead|never born)
(?:end|ending|take|taking) my (?:own )?life | end it all | ending it all
(?:dont|do not|cant|can not|cannot|not) (?:want to |wanna )?(?:live|be alive|be here|go on|take it|do this) (?:anymore|any more|any longer)
(?:dont|do not) (?:want to|wanna) (?:live|wake up|be alive) | (?:no|nothing|no reason) (?:to|left to) live(?: for)? | better off (?:dead|without me)
self ?harm\\w* | unalive\\w* | not breathing | cant breathe | unconscious | wont wake up
"""
_OVERDOSE = """
overdos\\w* | overdoos\\w* | over dose | odet
(?:ta|tar|tatt|tok|fikk|fatt|satt|hatt|dod av|en|ei) (?:en |ei )?od
(?:for|alt for) (?:mange|mye|mykje|mykkje|masse) (?:\\w+ )?(?:pille|piller|pillar|tablett|tabletter|tablettar|medisin|medisiner|medisinar|heroin|metadon|ghb|benzo|sovetabletter|sovepiller|smertestillende|paracet)
(?:ta|tar|tatt|tok|svelg\\w*|teke|tek) alle (?:de )?(?:pillene|pillane|tablettene|tablettane|medisinene|medisinane|sovetablettene)
(?:hele|heile) (?:\\w+ )?(?:pillebrettet|pilleglasset|brettet med|esken med piller|pakka med piller|pakken med piller)
(?:tok|tatt|tar|ta|svelg\\w*) (?:en |ei )?(?:masse|haug med|bunke|neve|mange|et brett) (?:med )?(?:piller|pillar|tabletter|tablettar|sovetabletter)
(?:for|altfor) (?:stor|sterk) dose | satt (?:meg )?for (?:mye|mykje) | forgift\\w*
(?:bla|blae) (?:pa |i |om )?(?:leppene|leppane|lepper|ansiktet) | nalokson\\w* | naloxon\\w* | nalakson\\w*
(?:too many|all (?:the|my)|bunch of|lots of|lot of|handful of) (?:\\w+ )?(?:pills|tablets|meds) | oded | blue lips
"""
_VIOLENCE = """
(?<!jeg )(?<!eg )(?<!det )(?:sla|slar|slo|slatt|slatt til|slegen) (?:WHO (?:min |hans |hennes )?)?(?:til )?(?:THEM)(?! sammen| saman| los| til ro| pa | av )
(?:blir|ble|blei|vart|bli|blitt) (?:\\w+ )?(?:slatt|banket|banka|mishandl\\w*|truet|trua|truga|angrepet|angripen|overfalt|kvalt|skutt|jult|sparka|sparket|ranet|rana)(?! sammen| saman| av pa| pa| opp| ut| fast)
(?:bank|banke|banker|bankar|banket|banka|denge|denger|dengt|jule|juler|julte|spark\\w*|kvele|kveler|kvel|kvelte|klor\\w*) (?:WHO )?(?:opp )?THEM
(?:bank|juler?|julte|gruseball|gruse) (?:\\w+ )?opp THEM | juling | rundjul\\w* | kvelertak\\w* | strupetak\\w*
voldt\\w* | valdtek\\w* | valdta\\w* | vold(?!som)\\w* | vald mot | mishandl\\w* | overfall\\w* | overfalt
true(?:r|t|de)? (?:WHO )?(?:THEM|med|pa) | tru(?:ar|ga|gar|er|a) (?:WHO )?(?:THEM|med) | truss(?:el|elen|ler|lene|lar) | trugsmal\\w*
dodstru\\w* | drapstru\\w* | livredd (?:for )?(?:WHO|ham|henne|dem) | redd for (?:mitt |livet|mannen|eksen|kona|samboeren|faren|naboen|han|ham|henne|dem|dei|kjaeresten)
redd (?:for )?(?:at )?WHO (?:skal|kommer|kjem|vil|slar|dreper)
(?:knivstikk\\w*|knivstukk\\w*|knivstakk\\w*|kniv|kniven|knivar|kniver) | pistol\\w* | gevaer\\w* | (?:har|henta|hentet|med) hagla | (?:en|ei|med|har) hagle | vapen\\w* | okse(?:n)? mot
(?:skyt|skyte|skyter|skaut|skjot|skjote|skutt|stikk|stikke|stikker|stakk) (?:ned )?(?:WHO )?(?:THEM|han)(?! i handa)
(?:stikke|stikker|stakk|stukket|hogge|hogger) ned
(?:drep|drepe|dreper|drap|drept|drepa|kverke|myrde|myrder|myrd\\w*) (?:WHO )?(?:THEM|han|hun|ho|dere) | drepe (?:noen|nokon|alle) | mord | drap | drapet | drept
(?:sperret|sperra|laast|last|laser|stengt) (?:THEM )?inne | innespe\\w* | (?:far|slipper) NOT (?:ga |komme )?ut av (?:leiligheten|huset|leilegheita)
(?:kommer|kjem|er|var) (?:na )?etter meg | forfolg\\w* (?:THEM) | stalk\\w* | kidnapp\\w* | ran(?:er|et|a|te) (?:THEM)
(?:angrip|angriper|angrep|angripe) (?:WHO )?THEM | gar los pa | gikk los pa | (?:de|dei|naboene) slass
(?:hits?|hitting|punch\\w*|kick\\w*|chok\\w*|strangl\\w*|stab\\w*|shoots?|shooting|shot|kills?|killing|attack\\w*|threaten\\w*|raped?|rapes|raping|abus(?:e|es|ed|ing)|hurts?) (?:US)(?! up)
(?:he|she|they|dad|mom|mum|husband|wife|boyfriend|girlfriend|ex) (?:\\w+ )?beats? (?:US)
knife | knives | (?:a|the|with|has|his) gun | guns | weapon\\w* | murder\\w* | domestic violence | death threats? | (?:afraid|scared) (?:of|for) (?:him|her|my \\w+|them)
"""
_CHILD = """
(?<!det )(?:sla|slar|slo|slatt|mishandl\\w*|skad\\w*|rist\\w*|kveler|banker|spark\\w*|lugg\\w*) (?:WHO )?(?:KIDS)
KIDS (?:\\w+ ){0,3}(?:fare|slatt|alene hjemme|aleine heime|mishandl\\w*|puster ikke|redd for faren|redd for moren|skadet)
(?:redd for|fare for) (?:KIDS) | barnemishandl\\w* | overgrep\\w* | incest\\w* | (?:tar|tok|tafs\\w*|beforl\\w*|befol\\w*) pa (?:KIDS)
(?:child|children|kid|kids|baby|son|daughter) (?:\\w+ ){0,3}(?:in danger|not breathing|alone at home|home alone)
(?:hits?|hitting|beats?|hurts?|hurting|shakes?|shook|abus\\w*) (?:the|my|his|her|our) (?:kids?|children|child|baby|son|daughter) | molest\\w* | child abuse
"""
_FIRE = """
det (?:er )?(?:brenner|brenn|brann) (?:i|her|hos|pa|na|i)(?! hodet| hue| halsen| brystet| magen) | det brenner | (?:er|var) brann | brann i (?:huset|leiligheten|leilegheita|bygget|blokka|oppgangen|gangen|kjelleren|en|ei|et)
(?:tenn\\w*|tent|tende|sett\\w*|satt\\w*|set) (?:pa|fyr pa|fyr i) (?:huset|leiligheten|leilegheita|meg|han|ham|henne|bygget|blokka|sofaen|senga|alt|det|bilen|dora)(?! lyset)
satt fyr | sette fyr | ild i (?:huset|leiligheten|gardinene|sofaen|senga) | royk i (?:gangen|leiligheten|oppgangen|huset|trappa|trappen)
(?:house|flat|apartment|room|building|kitchen|place) (?:\\w+ ){0,2}on fire | (?:there is|theres) a fire | set (?:\\w+ )?fire to | set (?:it|me|him|her|myself|the \\w+) on fire
"""
# Said in jest or of something else: taken out before looking.
_HARMLESS = """
(?:drepe|drep|dreper|slar i hjel|sla i hjel) (?:litt )?(?:tid|tida|tiden)
skyt\\w* (?:inn|fart|i vaeret) | kniv og gaffel | gaffel og kniv | knife and fork | (?:ost|brod|smor|kjokken|lomme)e? ?kniv\\w*
(?:voldsom|voldsomt|voldsomme) | (?:killing|kill) (?:time|it|me softly) | killing me laughing
sla (?:pa|av|sammen|saman|opp|ut|fast|ned) (?:\\w+ )?for (?:meg|oss|deg) | heng\\w* meg (?:ut|opp|bort|med)
det (?:slar|slo) (?:meg|oss|deg) | (?:slar|slo|sla|slatt) (?:meg|deg|oss) (?:ned|sammen|los|til ro|pa|opp) (?:i|pa|med|her|for|og)
do av (?:latter|skam|kjedsomhet|nysgjerrighet) | doende av latter | die laughing | dead tired
hit me up | hurts my (?:back|head|feet|foot|knee|leg|arm|neck|stomach|eyes|tooth|teeth)
"""


def _compiled(phrases: str) -> re.Pattern[str]:
    """One pattern of whole words out of lines of phrases; gaps are bounded, so time is linear."""
    one_line = "|".join(part for line in phrases.split("\n") if (part := line.strip()))
    alternatives = [part.strip() for part in _split(one_line) if part.strip()]
    joined = "|".join(alternatives)
    for name, stands_for in _SHORTHAND.items():
        joined = stands_for.join(re.split(rf"\b{name}\b", joined))
    return re.compile(rf"(?<!\S)(?:{joined})(?!\S)", re.ASCII)


def _split(phrases: str) -> list[str]:
    """The alternatives at the outermost level, so that each may be bare of spaces around it."""
    parts, depth, begin = [], 0, 0
    for place, char in enumerate(phrases):
        depth += {"(": 1, ")": -1}.get(char, 0)
        if char == "|" and depth == 0:
            parts.append(phrases[begin:place])
            begin = place + 1
    return [*parts, phrases[begin:]]


_HARMLESS_PATTERN = _compiled(_HARMLESS)
_PATTERNS: dict[Group, re.Pattern[str]] = {
    "fire": _compiled(_FIRE),
    "overdose": _compiled(_OVERDOSE),
    "life": _compiled(_LIFE),
    "violence": _compiled(_VIOLENCE),
    "child": _compiled(_CHILD),
}


def folded(words: str) -> str:
    """
    For comparing: lower case, a to z and digits, one space between words, nothing invisible.

    å is a (and so is aa), ø is o; a letter three times or more is one.
    """
    plain = unicodedata.normalize("NFKD", words[:LONGEST]).casefold().translate(_APOSTROPHES)
    plain = unicodedata.normalize("NFKD", plain)
    kept = "".join(
        char
        for char in plain
        if not unicodedata.combining(char) and unicodedata.category(char) != "Cf"
    ).translate(_LETTERS)
    kept = _AA.sub("a", _LONG.sub(r"\1", kept))
    return _BETWEEN.sub(" ", kept).strip()


def may_mean_danger(words: str) -> tuple[Group, ...]:
    """The groups of danger that these words may be about, the most pressing first; none is empty."""
    plain = _HARMLESS_PATTERN.sub("…", folded(words))
    return tuple(group for group in GROUPS if _PATTERNS[group].search(plain))
