/** Words that take no ending, irregular forms among them. */
const FIXED = `
a about above across after afterwards again against ago ahead all almost alone along already also although altogether always am among an
and another any anybody anyone anything anyway anywhere apart are around as aside at away back be became because become been before
behind being below beneath beside besides best better between beyond both bought broke broken brought built but by came can cannot caught
chose chosen could dealt did do does doing done down drawn drawing drew driven during each eaten either else enough even ever every
everybody everyone everything everywhere except far fed fell felt few fewer first five flew flown for forever forgot forgotten forth
forward found four from further gave given go goes going gone got had has have having he hello held hence her here hers herself hi him
himself his how however i if in indeed inside instead into is it its itself just kept knew known laid later least led left less lest let
lost lots made many maybe me meant met might mine more most much must my myself near nearly neither never nevertheless next nine no
nobody none nor not nothing now nowhere of off often oh ok okay on once one onto or other others otherwise ought our ours ourselves out
outside over overall own paid per perhaps please plus quite rather read really rode said same sang sat saw seen seldom self sent seven
shall she should shown since six so sold some somebody somehow someone something sometimes somewhere soon spent spoke spoken still stood
such taken taught ten than thank thanks that the their theirs them themselves then there therefore these they third this those though
thought three through throughout thus till to today together told tomorrow tonight too took toward towards twelve twice two under
underneath unless until unto up upon upstairs us used usually versus very via was we well went were what whatever when whenever where
whereas wherever whether which while who whoever whole whom whose why will with within without won worn worse worst would written wrote
yes yesterday yet you your yours yourself yourselves
can't couldn't didn't doesn't don't hadn't hasn't haven't he'd he'll he's i'd i'll i'm i've isn't it'll it's let's shouldn't she'd
she'll she's that's there's they'd they'll they're they've wasn't we'd we'll we're we've weren't what's who's won't wouldn't you'd
you'll you're you've aren't
children feet geese men mice people teeth women criteria data media january february march april may june july august september october
november december monday tuesday wednesday thursday friday saturday sunday english america american britain british europe european
`;

/** Words that take endings. */
const BASE = `
ability able absence accept access accident account accurate achieve act action active activity actor actual ad adapt add addition
address adjust admin admire admit adopt adult advance advantage advert advice advise affair affect afford afraid afternoon age agency
agenda agent agree agreement aim air airport alarm album align alignment allow alpha alter amaze amount analyse analysis anchor angle angry
animal animate animation announce announcement annoy annual answer anxious apartment app appear appearance apple application apply appoint
appointment appreciate approach appropriate approve area argue argument arise arm army arrange arrangement arrival arrive arrow art
article artist ask asleep aspect asset assign assist assistant assume attach attack attempt attend attention attitude attract audience
audio author authority autumn available average avoid awake award aware awesome baby backdrop background backup bad badge bag bake
balance ball band bank banner bar base basic basis basket bath battle beach bear beat beautiful beauty bed bedroom begin behave behaviour
belief believe bell belong benefit beta big bike bill bind bird birth birthday bit bite black blame blank blend bless blind block blog
blood blow blue blur board boat body bold bone bonus book border bore borrow boss bottle bottom bounce bound bowl box boy brain branch brand
brave bread break breakfast breath breathe brick bridge brief bright brilliant bring broad brochure brother brown browse browser brush
budget bug build building bullet burn bus business busy button buy buyer cable cake calculate calendar call calm camera camp campaign
canal cancel candidate canvas capable capital caption capture car carbon card care career careful carry cart case cash cast castle cat
catalogue catch category cause ceiling celebrate cell centre century certain certificate chain chair challenge champion chance change
channel chapter character charge charity chart chase chat cheap check cheese chest chicken chief child choice choose church circle
citizen city claim class classic clean clear clever click client climb clip clock close cloth clothes cloud club coach coast coat code
coffee cold collaborate collapse collect collection college colour column combine come comfort comfortable command comment commercial
commit committee common communicate communication community company compare comparison compete competition complain complete complex
component compose computer concept concern concert conclude conclusion concrete condition conference confident confirm conflict confuse
connect connection conscious consider consist constant construct consult consumer contact contain content contest context continue
contract contrast contribute control convenient conversation convert convince cook cookie cool copy corner correct cost count counter
country couple courage course court cover crash create creation creative creator credit crew crime critic critical crop cross crowd
cry culture cup curious current curve custom customer cut cycle daily damage dance danger dangerous dare dark dash dashboard database date
daughter day dead deadline deal dear death debate decade decide decision declare decline decorate decrease deep default defend define definite
definition degree delay delete deliver delivery demand department depend deploy depth describe description deserve design designer desire desk
desktop destroy detail detect determine develop development device diagram dictionary die diet differ difference different difficult
difficulty dig digital dinner direct direction director dirty disable disagree disappear disappoint discount discover discuss discussion disk
display distance distinct distribute divide doctor document dog dollar domain door dot double doubt download dozen draft drag drama draw
dream dress drink drive drop dry due duplicate dust duty ear early earn earth ease east easy eat economy edge edit edition editor educate
education effect effective efficient effort egg eight elect element eleven ellipse email embarrass embed emerge emergency emotion employ
employee empty enable encourage end enemy energy engage engine engineer enjoy ensure enter entire entry environment equal equipment error
escape especial essential establish estimate evening event eventual evidence evil evolve exact exam examine example excellent exchange
excite excuse execute exercise exhibition exist existence expand expect expense expensive experience experiment expert explain explanation
explore export expose express expression extend extension extent extra extreme eye face fact factor factory fade fail failure fair faith
fall false familiar family famous fan fancy farm farmer fashion fast fat father fault favour favourite fear feature fee feed feedback feel
fellow festival fetch field fight figure file fill film filter final finance find fine finger finish fire firm fish fit fix flag flash flat
flavour flexible flight flip float floor flow flower fly focus folder folk follow font food foot football force foreign forest forget
form formal format former fortune forum foundation fox frame framework free freedom freeze frequent fresh friend friendly front fruit fuel
full fun function fund funny furniture future gain gallery game gap garden gas gate gather general generate generation generous gentle genuine
get giant gift girl give glad glass global glow goal god gold good government grab grade gradient gradual graduate grammar grand grant graph graphic
grass grateful great green greet grey grid ground group grow growth guarantee guard guess guest guide guideline guilty habit hair half
hall hammer hand handle handy hang happen happy harbour hard hardware harm hat hate head headline health healthy hear heart heat heaven heavy
height help hero hesitate hide high highlight hill hint hire history hit hobby hold hole holiday home homepage honest honour hope horizon
horse hospital host hot hotel hour house huge human humour hundred hungry hurry hurt husband ice icon idea ideal identify ignore ill image
imagine immediate impact import importance important impossible impress improve improvement inch include income increase independent index
indicate individual industry influence inform information ingredient initial injure ink input inquire insert insist inspect inspire install
instance instant institution instruct instruction instrument insurance integrate intelligent intend intention interest interface internal
international internet interpret interrupt interview introduce introduction invent invest invite invoice involve island issue item jacket job join
joint joke journal journey joy judge juice jump junior keen keep key keyboard kick kid kill kilometre kind king kitchen knee knife knock know
knowledge label labour lack lady lake lamp land landscape lane language large last late latest laugh launch law lawyer lay layer layout lazy
lead leader leaf league learn leather leave lecture legal leisure lend length lesson letter level liberty library licence lie life lift light like
limit line link lion list listen literature little live load loan local locate location lock log logic logo long look loose lose loss loud
love low loyal luck lucky lunch machine magazine magic mail main maintain maintenance major make male man manage manager manner manual
manufacture map margin mark market marketing marketplace marriage marry mask mass master match material matter mature maximum meal mean
meaning measure meat mechanic medical medicine medium meet meeting member memory mention menu merge mess message metal method middle midnight
mile milestone military milk million mind minimum minor minute mirror miss mission mistake mix mixture mobile mock mode model modern modest
modify module moment money monitor month mood moon moral morning mother motion motor mountain mouse mouth move movement movie museum music
musician mute mystery name narrow nation national native natural nature neat necessary neck need negative neighbour neighbourhood nervous
network neutral new news newspaper nice night noble noise noon normal north nose note notebook notice notify number nurse object
objective observe obtain obvious occasion occasional occur ocean offer office officer official oil old online open opera operate operation
opinion opponent opportunity oppose opposite option orange order ordinary organise organisation origin original outcome outline output
overlay overview owe owner pace pack package page pain paint painter pair palette pan panel paper paragraph parallel parcel pardon parent park part
particular partner party pass passage passenger passion password past paste path patient pattern pause pay payment peace peer pen pencil
percent percentage perfect perform performance period permanent permission permit person personal phase phone photo photograph phrase
physical piano pick picture piece pin pink pipe pitch pixel place plain plan plane planet plant plastic plate platform play player
pleasant pleasure plenty plugin pocket poem poet point pole police policy polish polite political pool poor pop popular population port
portrait position positive possess possibility possible post poster pot potential pound pour power powerful practical practice practise pray
precise predict prefer preference prepare presence present presentation preserve president press pressure pretend pretty prevent preview
previous price pride primary print printer priority private prize problem procedure proceed process produce producer product production
profession professional professor profile profit program programme progress project promise promote proof proper property proposal propose
protect protein prototype proud prove provide public publication publish pull purchase pure purple purpose push put quality quantity quarter
queen question queue quick quiet quit quote race radio rail rain raise random range rank rapid rare rate ratio raw reach react reader ready real
realise reality reason reasonable receive recent recipe recognise recommend recommendation record recover rectangle red reduce refer
reference reflect refresh refuse regard region register regret regular reject relate relation relationship relative relax release
relevant reliable relief religion rely remain remark remember remind reminder remote remove render rent repair repeat replace reply
report represent representative request require requirement rescue research reserve reset resident resist resize resolve resource respect
respond response responsibility responsible rest restaurant restore result resume retail retire return reveal review revise reward rhythm
rich ride right ring rise risk river road rock role roll roof room root rope rose rotate rough round route routine row royal rub rule run
rush sad safe safety sail salary sale salt sample sand satisfy sauce save say scale scene schedule scheme school science scientist scope
score screen script scroll sea search season seat second secret secretary section sector secure security see seed seek seem segment select
selection sell send senior sense sensible sensitive sentence separate sequence series serious serve server service session set settle setting
several shade shadow shake shape share sharp sheet shelf shell shift shine ship shirt shock shoe shoot shop short shot shoulder shout show
shut shy sick side sidebar sight sign signal signature significant silence silent silver similar simple sing singer single sister sit
site situation size sketch skill skin skip sky sleep slice slide slider slip slogan slope slow small smart smell smile smoke smooth snap snow social
society soft software soil solid solution solve song sort soul sound source south space spare speak special specific speech speed spell
spelling spend spirit split spoil sponsor sport spot spread spring square stable staff stage stair stamp stand standard star start state
statement station statistic status stay steal steam steel steep step stick stock stomach stone stop storage store storm story straight
strange stranger strategy stream street strength stress stretch strict strike string strip stroke strong structure struggle student studio
study stuff stupid style subject submit subscribe succeed success successful sudden suffer sugar suggest suggestion suit summary summer
sun supper supply support suppose sure surface surprise surround survey survive suspect sweet swim switch symbol sync system table tablet tag tail take
talent talk tall target task taste tax tea teach teacher team tear technical technique technology telephone television tell template
temporary tend term terrible test text texture theatre theme theory thick thin thing think thirty thousand thread threat thumb thumbnail ticket
tidy tie tight tile time timeline tiny tip tired title toe toggle tone tool toolbar tooltip tooth top topic total touch tour tourist tower
town toy trace track trade tradition traffic trail train transfer transform translate translation transparent transport travel treat tree trend trial
triangle trick trip trouble truck true trust truth try tube tune turn tutorial type typical ugly ultimate undo uncle understand unfortunate uniform
union unique unit universe university unlock unusual update upgrade upload upper upset urban urge urgent use useful user usual vacation valid valley
valuable value variable variety various vary vast vector vegetable vehicle version vertical victim victory video view village violent virtual
visible vision visit visitor visual voice volume volunteer vote wage wait wake walk wall wallet want war warm warn wash waste watch water wave way
weak wealth wear weather web website wedding week weekend weekly weight welcome west wheel white wide widget width wife wild willing win wind
window wine wing winner winter wire wise wish withdraw woman wonder wonderful wood word work worker workflow workshop workspace world worry worth
wound wrap write writer wrong yard year yellow young youth zero zone zoom
color center favorite organize realize recognize behavior gray
`;

const list = (text: string): string[] => text.trim().split(/\s+/);

export const FIXED_WORDS: readonly string[] = list(FIXED);
export const BASE_WORDS: readonly string[] = list(BASE);
