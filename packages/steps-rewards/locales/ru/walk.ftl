# С кем, как это вставляется
steps-rewards-kind-dog = собака
steps-rewards-kind-stroller = коляска
steps-rewards-kind-both = собака и коляска
steps-rewards-kind-unsaid = не указано, с кем

# Кнопки
steps-rewards-button-walk = 🐾 Погулять
steps-rewards-button-points = Мои баллы
steps-rewards-button-dog = 🐕 Собака
steps-rewards-button-stroller = 👶 Коляска
steps-rewards-button-both = Собака и коляска
steps-rewards-button-hand = ✍️ Ввести вручную
steps-rewards-button-finish = Закончить прогулку
steps-rewards-button-city = 📍 Указать мой город
steps-rewards-button-explain = Как посчитано: { $id }

steps-rewards-choice = <b>Прогулка</b>
    С кем вы гуляете? Шаги считаются, пока вы транслируете геопозицию. Без неё шаги можно ввести вручную.

steps-rewards-how-to-live = <b>С кем: { $kind }</b>
    Теперь поделитесь тем, где вы идёте:
    1. Нажмите 📎 и выберите <b>Геопозиция</b>.
    2. Выберите <b>Транслировать геопозицию</b>, на 1 или 8 часов.
    Прогулка начнётся сразу. Она закончится, когда вы остановите трансляцию, самое позднее через 4 часа.
steps-rewards-how-to = Эта геопозиция стоит на месте. Для прогулки нужна такая, которая движется:
    1. Нажмите 📎 и выберите <b>Геопозиция</b>.
    2. Выберите <b>Транслировать геопозицию</b>, на 1 или 8 часов.
    Одна прогулка длится не больше 4 часов.

# Карточка прогулки, которая идёт
steps-rewards-card = <b>🐾 Прогулка { $id }, { $kind }</b>
    С { $since }. Засчитано шагов: { $counted }{ $rest ->
        [0] {""}
       *[other] , не засчитано: { $rest }
    }
    { $weather }
steps-rewards-card-unsaid = <b>🐾 Прогулка { $id }</b>
    С { $since }. Засчитано шагов: { $counted }{ $rest ->
        [0] {""}
       *[other] , не засчитано: { $rest }
    }
    { $weather }
    С кем вы гуляете?
steps-rewards-card-weather = Ощущается как { $degrees } °C
steps-rewards-card-weather-unsafe = ⚠️ Ощущается как { $degrees } °C: надбавки нет
steps-rewards-card-weather-none = Температура пока неизвестна
steps-rewards-card-moved = Прогулка { $id } показана ниже.
steps-rewards-unsafe = ⚠️ Ощущается как { $degrees } °C. Пожалуйста, гуляйте недолго: надбавки за такую погоду нет.

steps-rewards-ended-before = Эта прогулка закончена. Её итог ниже.
