"""What may stand as the name of a speaker before what is said, and what only looks like one.

Transcribers write names, initials, roles and the letters of question and answer. Reports write "Note:",
forms write "Date:", stories write "he said:", in the same place. Words alone settle some of it; whether the
rest are speakers is decided by how they follow each other (`core.text.turns`).
"""

from __future__ import annotations

import re
from functools import lru_cache

from core.text.folding import fold

_LONGEST_NAME = 4  # words

_SPACES = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2066-\u2069*]+")
_NUMBER = re.compile(r"[\s.]*\d+[\s.]*$")
_PARTICLES = frozenset("of the and & de da di la le bin ibn bint abu umm al el von van der den y e".split())
_LONGEST_SMALL_NAME = 15  # characters


def _folded(words: str) -> frozenset[str]:
    return frozenset(fold(word.replace("_", " ")) for word in words.split())


_ASKING = _folded(
    "q question interviewer int moderator mod facilitator researcher host i س سؤال السؤال المحاور "
    "المحاورة السائل السائلة الباحث الباحثة المذيع المذيعة الميسر الميسرة المقابل"
)
_ANSWERING = _folded(
    "a answer interviewee respondent resp participant informant witness guest r p ج جواب الجواب المجيب "
    "المجيبة المستجيب المستجيبة المبحوث المبحوثة المشارك المشاركة الضيف الضيفة الشاهد الشاهدة الراوي "
    "الراوية"
)
_OTHERS = _folded(
    "interpreter translator observer notetaker note-taker speaker المترجم المترجمة المتحدث المتحدثة "
    "المراقب المراقبة"
)
_NUMBERED = _folded("q question a answer س ج سؤال السؤال جواب الجواب")
"""What counts its turns: the number behind it is not part of who speaks."""

_NO_NAMES = _folded(
    "note notes nb ps source sources date time place location name age sex gender title subject re cc "
    "bcc from to address tel telephone phone fax email e-mail web website link links url http https "
    "mailto keywords abstract summary introduction conclusion conclusions background method methods "
    "results discussion decision decisions action actions aim aims goal goals objective objectives "
    "purpose example examples definition reference references chapter section figure table appendix "
    "page pages part volume edition publisher published translation translated author authors editor "
    "photo picture image caption credit credits copyright update updated warning caution important "
    "remember remark remarks tip hint first second third fourth fifth sixth firstly secondly thirdly "
    "finally lastly also however therefore thus moreover meanwhile then now monday tuesday wednesday "
    "thursday friday saturday sunday include includes exclude excludes ملاحظة ملاحظات تنبيه المصدر مصدر "
    "المصادر التاريخ تاريخ الوقت المكان مكان الموقع الاسم العمر السن الجنس العنوان الموضوع الى من "
    "الهاتف هاتف البريد الرابط رابط الكلمات_المفتاحية الملخص ملخص المقدمة مقدمة تمهيد الخاتمة خاتمة "
    "الخلاصة خلاصة النتائج النتيجة القرار القرارات الهدف الاهداف مثال مثلا امثلة تعريف التعريف المرجع "
    "المراجع الفصل القسم الشكل الجدول الملحق الصفحة صفحة الجزء المجلد الطبعة الناشر النشر ترجمة الترجمة "
    "المؤلف الكاتب صورة الصورة تحديث تحذير مهم هام اولا ثانيا ثالثا رابعا خامسا سادسا سابعا اخيرا ايضا "
    "كذلك السبت الاحد الاثنين الثلاثاء الاربعاء الخميس الجمعة يشمل"
)
_STAGE_NOTES = _folded(
    "laughs laughter laughing pause pauses long_pause silence crosstalk inaudible unclear music "
    "applause sighs crying cries coughs noise break end start recording redacted name place يضحك تضحك "
    "ضحك صمت سكوت توقف وقفة غير_مسموع غير_واضح موسيقى تصفيق يبكي تبكي بكاء تنهيدة استراحة انتهى النهاية"
)
_SAYING = _folded(
    "said says say asked asks ask replied replies answered answers added adds wrote writes explained "
    "thought قال قالت قالوا قلت قلنا فقال فقالت فقلت وقال وقالت وقلت يقول تقول اقول نقول ويقول وتقول "
    "قائلا قائلة سال سالت سالته سالتها سالني فسال فسالت اجاب اجابت فاجاب فاجابت اضاف اضافت واضاف واضافت "
    "كتب كتبت رد ردت صرح ذكر نفسي له لها لي لهم"
)


@lru_cache(maxsize=4096)
def speaker_key(label: str) -> str:
    """Return what is the same for all spellings of a name; empty where it is not written as names are."""
    words = _SPACES.sub(" ", label).strip(" .-–—").split()
    if not 1 <= len(words) <= _LONGEST_NAME or not _is_written_as_name(words):
        return ""
    key = fold(" ".join(words))
    bare = _NUMBER.sub("", key)
    return bare if bare in _NUMBERED else key


def _is_written_as_name(words: list[str]) -> bool:
    """Tell whether the words have capitals as names have; a script without capitals shows nothing."""
    first, *others = words
    if first[0].islower() and (others or len(first) > _LONGEST_SMALL_NAME):
        return False
    return all(
        not word[0].islower() or word in _PARTICLES or word.startswith(("al-", "el-")) for word in others
    )


def may_speak(key: str) -> bool:
    """Tell whether somebody may be called so: not a field of a form, a heading or the "said" of a story."""
    words = key.split()
    if key in _NO_NAMES or _NUMBER.sub("", key) in _NO_NAMES:
        return False
    return words[0] not in _SAYING and words[-1] not in _SAYING


def is_role(key: str) -> bool:
    """Tell whether the word itself says that somebody speaks."""
    return (bare := _NUMBER.sub("", key)) in _ASKING or bare in _ANSWERING or bare in _OTHERS


def is_asking(key: str) -> bool:
    """Tell whether it is a word or letter for who asks."""
    return _NUMBER.sub("", key) in _ASKING


def is_answering(key: str) -> bool:
    """Tell whether it is a word or letter for who answers."""
    return _NUMBER.sub("", key) in _ANSWERING


def is_stage_note(key: str) -> bool:
    """Tell whether it says, in brackets, what was heard besides words."""
    return key in _STAGE_NOTES
