"""What the works behind the scheme `defection` distinguish, by family, and the codes that record it."""

# scale and exclusiveness, in the order of the families
FAMILIES = {
    "Joining motive": ("nominal", "no"),
    "Defection motive": ("nominal", "no"),
    "Organisational level": ("ordinal", "yes"),
    "Reason type": ("nominal", "yes"),
    "Leaving type": ("nominal", "yes"),
    "Scale of leaving": ("nominal", "yes"),
    "Depth of split": ("ordinal", "yes"),
    "Destination": ("nominal", "no"),
    "Means of leaving": ("nominal", "no"),
    "Impact": ("nominal", "no"),
    "Organisation's response": ("nominal", "no"),
    "Evidence": ("nominal", "no"),
}

# the values of the ordinal families, from the first rank on
RANKS = {
    "Organisational level": [
        "Supreme leadership",
        "Governors and senior command",
        "Judges, emirs, department heads",
        "Executive staff and police",
    ],
    "Depth of split": [
        "Disagreement",
        "Division",
        "Discord and enmity",
        "Mutual excommunication",
    ],
}

# headings that only group codes
GROUPINGS = {
    "Subjective motives",
    "Objective motives",
    "Core",
    "Periphery",
}

DISTINCTIONS = {
    "Joining motive": {
        "belief in the caliphate": ["Belief in the caliphate"],
        "pardon or escape from death, as a wanted or a captured man": [
            "Amnesty or escape from death",
            "Wanted, promised amnesty",
            "Captured, joined to live",
        ],
        "livelihood, and protection of the family": ["Livelihood", "Protecting the family"],
        "enmity to the regime, and revenge on it": ["Enmity to the regime", "Revenge on the regime"],
        "opportunists after power and money": ["Opportunism, power and money"],
        "victories attract": ["Pull of victories"],
        "the caliphate as media show it": ["Caliphate shown by its media"],
        "a community pushed aside, and tension between communities": [
            "Marginalised community",
            "Sectarian and ethnic tension",
        ],
        "ignorance": ["Ignorance"],
        "membership against the will": ["Joined against one's will"],
        "corruption was to end": ["Promise to end corruption"],
    },
    "Defection motive": {
        "reasons inside the person, reasons in the circumstances": [
            "Subjective motives",
            "Objective motives",
        ],
        "cruel practice and unfair punishment of residents": ["Brutality, unjust penalties"],
        "attackers whom nobody knows take revenge": ["Fear of revenge attacks"],
        "bombing and defeats cost confidence": ["Strikes, defeats, lost confidence"],
        "less money to live on": ["Falling funds and livelihood"],
        "tense operations frighten the clerks": ["Strain of war, clerks in fear"],
        "the project has no point": ["Pointlessness of the project"],
        "spoils, clusters, foreigners and locals at odds": ["Rivalry over spoils and posts"],
        "creed and rulings contradict each other": ["Doctrinal dispute, opposed rulings"],
        "the media promised another reality": ["Reality unlike the propaganda"],
        "autocratic rule, the leader absent": ["Autocracy and an absent leader"],
        "excommunication widens, kindred groups are fought": ["Takfir and war on kindred groups"],
        "the gain has been made": ["Gain already made"],
        "policies are objected to": ["Objection to policies"],
        "a tribe goes": ["The tribe leaves"],
        "this side loses": ["The side is losing"],
        "as authoritarian as the regime, and lied about it": [
            "Authoritarian like the regime",
            "Felt lied to",
        ],
        "corrupt, kind to the connected and to foreigners": [
            "Corruption and favouritism",
            "Foreigners preferred",
        ],
        "suspects get the deadliest tasks": ["Sent to danger as a suspect"],
        "civilians are treated badly": ["Harsh treatment of civilians"],
        "wages are cut": ["Pay cut"],
        "fighters are moved to far-off fronts": ["Redeployed to distant fronts"],
        "Syrians must fight Syrians": ["Made to fight fellow Syrians"],
    },
    "Organisational level": {
        "first": ["Supreme leadership"],
        "second": ["Governors and senior command"],
        "third": ["Judges, emirs, department heads"],
        "fourth": ["Executive staff and police"],
        "two levels of core, two of periphery": ["Core", "Periphery"],
    },
    "Reason type": {
        "horizontal": ["Horizontal, the motive gone"],
        "horizontal, a defection": ["Horizontal, as defection"],
        "horizontal, a flight": ["Horizontal, as flight"],
        "vertical": ["Vertical, the core breaks"],
    },
    "Leaving type": {
        "over to other fighters": ["Defected to another armed group"],
        "out of the war": ["Deserted the war"],
    },
    "Scale of leaving": {
        "one": ["One person"],
        "several together, or a tribe": ["A group or tribe"],
    },
    "Depth of split": {
        "first": ["Disagreement"],
        "second": ["Division"],
        "third": ["Discord and enmity"],
        "fourth": ["Mutual excommunication"],
    },
    "Destination": {
        "Turkey": ["Turkey"],
        "Europe, through Turkey": ["Europe by way of Turkey"],
        "Jordan": ["Jordan"],
        "re-alignment with groups of like mind": ["Like-minded armed group"],
        "rebels called moderate": ["Moderate rebels"],
        "where a foreigner came from": ["Home country"],
        "activity ended, tribes and SDF": ["Gave up, tribal mediation with SDF"],
        "activity ended, settlement and regime": ["Gave up, settlement with regime"],
        "Tahrir al-Sham": ["Hay'at Tahrir al-Sham"],
        "al-Qaeda and its line": ["Al-Qaeda's line"],
        "a splinter group of strict creed": ["Strict splinter group"],
        "mercenaries": ["Mercenary service"],
        "back in the organisation": ["Rejoined the organisation"],
    },
    "Means of leaving": {
        "cash is stolen": ["Stolen cash"],
        "papers of prisoners or the dead": ["Papers of detainees or victims"],
        "a posting is feigned": ["Feigned posting"],
        "the family helps": ["Help of the family"],
    },
    "Impact": {
        "small, made good": ["Marginal, replaced"],
        "locals get the idea": ["Idea spreads to local loyalists"],
        "less cohesion, fewer recruits from abroad": ["Cohesion weakened", "Fewer foreigners recruited"],
        "doubt among those who stay": ["Doubt inside"],
        "the core of the creed in danger": ["Threat to the ideological core"],
        "local knowledge is lost to government": ["Loss of local knowledge"],
        "civilians suffer more": ["More harm to civilians"],
    },
    "Organisation's response": {
        "members are watched": ["Surveillance"],
        "members are rewarded": ["Privileges"],
        "threat, arrest, execution": ["Intimidation", "Arrest of leavers", "Execution of leavers"],
        "false news and isolation": ["Disinformation", "Isolation"],
        "lessons in doctrine": ["Religious courses"],
        "media that stir up sects": ["Sectarian media"],
        "locals are moved far from home": ["Moving locals away from home"],
        "leavers are made suspect, some are false": ["Doubt sown about defectors", "Feigned defectors"],
        "murder in exile": ["Assassination abroad"],
        "the suspected are sent to die": ["Suspects sent to die"],
        "children are taken": ["Child recruits"],
        "training is cut short": ["Shortened training"],
        "repentance is imposed": ["Repentance imposed"],
        "a branch is no longer spoken to": ["Contact with a branch halted"],
        "leavers are taken back": ["Readmission of leavers"],
    },
    "Evidence": {
        "somebody told it": ["Interview"],
        "a body estimates it": ["Estimate by an institution"],
        "the organisation wrote it": ["Document of the organisation"],
        "it is reported, nobody confirms it": ["Report, unconfirmed"],
        "the author infers it": ["Author's inference"],
    },
}
