"""The papers that measures, intervals and indexes were published in, as a list of references has them."""

from __future__ import annotations

from collections.abc import Mapping

_BRENNAN = (
    "Brennan, R. L., and Prediger, D. J. (1981). Coefficient kappa: some uses, misuses, and alternatives. "
    "Educational and Psychological Measurement 41(3), 687–699."
)
_COHEN = (
    "Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and Psychological "
    "Measurement 20(1), 37–46."
)
_DICE = (
    "Dice, L. R. (1945). Measures of the amount of ecologic association between species. "
    "Ecology 26(3), 297–302."
)
_FLEISS = (
    "Fleiss, J. L. (1971). Measuring nominal scale agreement among many raters. "
    "Psychological Bulletin 76(5), 378–382."
)
_GWET = (
    "Gwet, K. L. (2008). Computing inter-rater reliability and its variance in the presence of high "
    "agreement. British Journal of Mathematical and Statistical Psychology 61(1), 29–48."
)
_HOLSTI = "Holsti, O. R. (1969). Content Analysis for the Social Sciences and Humanities. Addison-Wesley."
_HRIPCSAK = (
    "Hripcsak, G., and Rothschild, A. S. (2005). Agreement, the F-measure, and reliability in information "
    "retrieval. Journal of the American Medical Informatics Association 12(3), 296–298."
)
_KRIPPENDORFF = (
    "Krippendorff, K. (2019). Content Analysis: An Introduction to Its Methodology, 4th ed., ch. 12. Sage."
)
_PASSONNEAU = (
    "Passonneau, R. (2006). Measuring agreement on set-valued items (MASI) for semantic and pragmatic "
    "annotation. Proceedings of LREC 2006."
)
_SCOTT = (
    "Scott, W. A. (1955). Reliability of content analysis: the case of nominal scale coding. "
    "Public Opinion Quarterly 19(3), 321–325."
)
_UNITIZING = (
    "Krippendorff, K., Mathet, Y., Bouvry, S., and Widlöcher, A. (2016). On the reliability of unitizing "
    "textual continua: further developments. Quality & Quantity 50(6), 2347–2364."
)

PAPERS: Mapping[str, str] = {
    "percent_agreement": _FLEISS,
    "holsti": _HOLSTI,
    "cohen_kappa": _COHEN,
    "scott_pi": _SCOTT,
    "fleiss_kappa": f"{_FLEISS} {_GWET}",
    "brennan_prediger": _BRENNAN,
    "gwet_ac1": _GWET,
    "krippendorff_alpha": _KRIPPENDORFF,
    "krippendorff_alpha_set": f"{_KRIPPENDORFF} {_PASSONNEAU}",
    "u_alpha": _UNITIZING,
    "bar_u_alpha": _UNITIZING,
    "cu_alpha": _UNITIZING,
    "ku_alpha": _UNITIZING,
    "dice": _DICE,
    "span_f1_exact": _HRIPCSAK,
    "span_f1_overlap": _HRIPCSAK,
}
BOOTSTRAP = (
    "Efron, B. (1979). Bootstrap methods: another look at the jackknife. Annals of Statistics 7(1), 1–26."
)
PREVALENCE = (
    "Byrt, T., Bishop, J., and Carlin, J. B. (1993). Bias, prevalence and kappa. "
    "Journal of Clinical Epidemiology 46(5), 423–429."
)
